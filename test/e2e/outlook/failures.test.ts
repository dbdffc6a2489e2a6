/**
 * OUTLOOK, section 2, row by row and surface by surface: real office.js in Chromium, a host that fails in that way, and what must come of it.
 * No cell ends in a spinner, a lost report or an unexplained error.
 */
import { type Arrivals, watchArrivals } from "../arrived.ts";
import { openWorld, type Profile, type World } from "../world.ts";
import { drive, type Ended } from "./drive.ts";
import { type Outcome, type Row, rows, type Surface } from "./table.ts";

let world: World;
let profile: Profile;
let arrivals: Arrivals;

beforeAll(async () => {
  world = await openWorld();
  arrivals = watchArrivals(world);
}, 120_000);

beforeEach(async () => {
  profile = await world.profile();
});

afterEach(async () => {
  const { complaints } = profile;
  await profile.context.close();
  expect(complaints).toEqual([]);
});

afterAll(async () => {
  await world?.close();
});

const cells = rows.flatMap((row) =>
  Object.entries(row.outcomes).map(([surface, outcome]) => ({
    row,
    surface: surface as Surface,
    outcome,
    title: `${row.failure} · ${surface}: ${outcome.arrives}`,
  })),
);

test.each(cells)(
  "$title",
  async ({ row, surface, outcome }) => {
    const ended = await drive(world, profile, arrivals, row, surface, outcome);
    checkArrival(ended, row, outcome);
    if (outcome.reads !== undefined) expect(ended.read).toMatch(outcome.reads);
    if (surface === "button" || surface === "spam") checkCompleted(ended, surface);
  },
  150_000,
);

function checkArrival(ended: Ended, row: Row, outcome: Outcome): void {
  if (outcome.arrives === "nothing") {
    expect(ended.opened).toEqual([]);
    expect(ended.read).not.toContain("has arrived");
    return;
  }
  const [opened, ...more] = ended.opened;
  expect(more).toEqual([]);
  if (opened === undefined) throw new Error(`nothing arrived; the person read: ${ended.read}`);
  expect(opened.messages).toHaveLength(ended.mails.length);
  // Whoever reports reads its reference, wherever they pressed the button.
  expect(ended.read).toContain(opened.reference);
  for (const message of opened.messages) {
    const { acquisition, original, parts } = message;
    expect(acquisition).toMatchObject({
      provenance: "host-api",
      capture: outcome.arrives === "original" ? "regenerated" : "parts",
      ...(outcome.method !== undefined && { method: outcome.method }),
    });
    if (outcome.arrives === "parts") {
      expect(original).toBeNull();
      expect(parts.size).toBeGreaterThan(0);
    } else if (!row.switches.includes("foreign")) {
      const octets = Buffer.from(original?.octets ?? []);
      expect(ended.mails.some((mail) => mail.equals(octets))).toBe(true);
    }
  }
  // Of several mails not each has an attachment, and what fails twice fails for the first.
  const noted = opened.messages.flatMap(({ acquisition }) => acquisition.errors.map(({ code }) => code));
  if (outcome.noted !== undefined) expect(noted).toContain(outcome.noted);
}

/** The mail is never moved or deleted, whatever happened, and Outlook is always told that it is over. */
function checkCompleted(ended: Ended, surface: Surface): void {
  expect(ended.completed?.times).toBe(1);
  if (surface === "spam")
    expect(ended.completed?.context).toMatchObject({
      onErrorDeleteItem: false,
      moveItemTo: expect.stringMatching(/^NoMove$/i),
    });
}
