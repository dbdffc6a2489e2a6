/** Who hands a report in: a code, a sign-in, nobody. Sealing waits for none of them. */
import { EvidenceError } from "../../src/core/base/errors.ts";
import type { SealedSubmission, SignIn } from "../../src/workflow/ports.ts";
import { openSealed } from "../workflow/sealing.ts";
import { type Device, makeDevice } from "../workflow/world.ts";
import {
  at,
  directoryThere,
  entries,
  type Pane,
  startPane as startPaneOn,
  until,
  type Wish,
} from "./session-pane.ts";

let device: Device;
beforeEach(async () => {
  device = await makeDevice();
});

const startPane = (wish: Wish = {}) => startPaneOn(device, { code: null }, wish);

/** A token service: silent once `signedIn`, and a window that does what `window` says. */
function tokenService() {
  const service = {
    signedIn: false,
    window: async (): Promise<void> => {},
    asked: [] as { readonly interactive: boolean; readonly rejected?: string }[],
    issued: 0,
  };
  const signIn: SignIn = {
    token: async (purpose, { interactive, rejected }) => {
      if (purpose !== "intake") throw new TypeError("a report is handed in with a token for the intake");
      service.asked.push({ interactive, ...(rejected !== undefined && { rejected }) });
      if (interactive) {
        await service.window();
        service.signedIn = true;
      }
      if (!service.signedIn) throw new EvidenceError("SIGN_IN_NEEDED", "not signed in", { retry: "later" });
      if (service.issued === 0 || rejected === `token-${service.issued}`) service.issued++;
      return { token: `token-${service.issued}`, expiresAt: device.clock.time + 1, subject: "tenant/dana" };
    },
  };
  return { service, signIn };
}

/** An intake that takes these values of the header, and keeps what it was given. */
function intake(takes: (header: string) => boolean, seen: string[] = []) {
  const submit = async (_: SealedSubmission, header: string) => {
    seen.push(header);
    if (!takes(header)) throw new EvidenceError("UNAUTHORISED", "who are you");
  };
  return { submit, seen };
}

const isBearer = (header: string) => header.startsWith("Bearer ");

async function custodian(pane: Pane) {
  const state = pane.session.report.get();
  if (!("sealed" in state) || state.sealed === null) throw new TypeError(state.step);
  return (await openSealed(device, state.sealed)).messages[0]?.acquisition.custodian;
}

test("needed: sealed and kept meanwhile, sent after signing in, by the screen's report too", async () => {
  const { service, signIn } = tokenService();
  const { submit, seen } = intake(isBearer);
  const pane = startPane({ world: { signIn }, submit, doors: ["entra"] });
  expect(pane.session.view.get().signIn).toBe("none");
  pane.send();
  await at(pane, "waiting");
  expect(pane.session.report.get()).toMatchObject({ kept: "device", code: "UNAUTHORISED" });
  expect(pane.session.view.get().signIn).toBe("needed");
  expect(await device.ports.outbox.list()).toMatchObject([{ state: "sealed" }]);
  pane.session.signIn();
  expect(pane.session.view.get().signIn).toBe("under-way");
  await at(pane, "done");
  expect(pane.session.view.get().signIn).toBe("signed-in");
  expect(seen).toEqual(["", "Bearer token-1"]);
  expect(service.asked.filter(({ interactive }) => interactive)).toHaveLength(1);
  // Nobody was signed in when it was sealed, and nothing sealed is changed afterwards.
  expect(await custodian(pane)).toMatchObject({ subject: null });
});

test("signed in already: the report names them, and no window is shown", async () => {
  const { service, signIn } = tokenService();
  service.signedIn = true;
  const { submit, seen } = intake(isBearer);
  const pane = startPane({ world: { signIn }, submit });
  pane.send();
  await at(pane, "done");
  expect(seen).toEqual(["Bearer token-1"]);
  expect(await custodian(pane)).toEqual({ role: "reporter", subject: "tenant/dana" });
  expect(pane.session.view.get().signIn).toBe("signed-in");
  expect(service.asked.every(({ interactive }) => !interactive)).toBe(true);
});

test("a token service that never answers holds up neither sealing nor sending", async () => {
  const signIn: SignIn = { token: () => new Promise(() => {}) };
  const { submit } = intake(isBearer);
  const pane = startPane({ world: { signIn }, submit });
  await directoryThere(pane);
  pane.send();
  pane.pass(2000);
  await at(pane, "sending");
  expect(await device.ports.outbox.list()).toMatchObject([{ state: "sending" }]);
  await until(() => pane.waiting(8000) > 0);
  pane.pass(8000);
  await at(pane, "waiting");
  expect(pane.session.view.get().signIn).toBe("needed");
});

test.each([
  [new EvidenceError("CANCELLED", "closed"), "needed"],
  [new EvidenceError("SIGN_IN_FAILED", "no"), "failed"],
] as const)("a window that ends with %s: %s, and it can be tried again", async (cause, shown) => {
  const { service, signIn } = tokenService();
  const { submit } = intake(isBearer);
  const pane = startPane({ world: { signIn }, submit });
  pane.send();
  await at(pane, "waiting");
  service.window = async () => {
    throw cause;
  };
  pane.session.signIn();
  await until(() => pane.session.view.get().signIn === shown);
  expect(pane.session.report.get()).toMatchObject({ step: "waiting", kept: "device" });
  service.window = async () => {};
  pane.session.signIn();
  await at(pane, "done");
});

test("a token that the server refuses is not given again", async () => {
  const { service, signIn } = tokenService();
  service.signedIn = true;
  const { submit, seen } = intake((header) => header === "Bearer token-2");
  const pane = startPane({ world: { signIn }, submit, doors: ["entra", "confidential"] });
  pane.send();
  await at(pane, "waiting");
  expect(pane.session.view.get().signIn).toBe("needed");
  pane.session.signIn();
  await at(pane, "done");
  expect(seen).toEqual(["Bearer token-1", "Bearer token-2"]);
  expect(service.asked.find(({ interactive }) => interactive)?.rejected).toBe("token-1");
});

test("an intake that takes codes alone: nobody is asked to sign in", async () => {
  const { signIn } = tokenService();
  const { submit, seen } = intake((header) => header === "Enrolment sesame");
  const pane = startPane({ world: { signIn }, submit, doors: ["enrolment"] });
  pane.send();
  await at(pane, "waiting");
  expect(pane.session.view.get().signIn).toBe("none");
  pane.session.enrol("sesame");
  await at(pane, "done");
  expect(seen).toEqual(["", "Enrolment sesame"]);
});

test("a code speaks for the reporter: no token is asked for, and nobody is named", async () => {
  const { service, signIn } = tokenService();
  service.signedIn = true;
  const { submit, seen } = intake(() => true);
  const pane = startPane({ world: { signIn }, submit, enrolmentCode: "demo" });
  pane.send();
  await at(pane, "done");
  expect(seen).toEqual(["Enrolment demo"]);
  expect(service.asked).toEqual([]);
  expect(await custodian(pane)).toMatchObject({ subject: null });
});

test("a code that is refused gives way to the sign-in, once the reporter signed in", async () => {
  const { signIn } = tokenService();
  const { submit, seen } = intake(isBearer);
  const pane = startPane({
    world: { signIn },
    submit,
    enrolmentCode: "revoked",
    doors: ["enrolment", "entra"],
  });
  pane.send();
  await at(pane, "waiting");
  pane.session.signIn();
  await at(pane, "done");
  expect(seen).toEqual(["Enrolment revoked", "Bearer token-1"]);
});

describe("a confidential report", () => {
  const confidential = async () => {
    const { directory } = device.world;
    device.directory.current = { ...directory, policy: { ...directory.policy, confidential: true } };
  };

  test("carries no word of who sends it, and never leads to a question to sign in", async () => {
    await confidential();
    const { service, signIn } = tokenService();
    service.signedIn = true;
    const { submit, seen } = intake((header) => header === "");
    const pane = startPane({ world: { signIn }, submit, enrolmentCode: "demo" });
    await directoryThere(pane);
    pane.send({ confidential: true });
    await at(pane, "done");
    expect(seen).toEqual([""]);
    expect(service.asked).toEqual([]);
    expect(await custodian(pane)).toMatchObject({ subject: null });
    expect(entries(pane)).toMatchObject([{ confidential: true }]);
  });

  test("refused: kept, and the reporter is not asked who they are", async () => {
    await confidential();
    const { signIn } = tokenService();
    const { submit } = intake(() => false);
    const pane = startPane({ world: { signIn }, submit, doors: ["entra"] });
    await directoryThere(pane);
    pane.send({ confidential: true });
    await until(() => ["waiting", "refused"].includes(pane.session.report.get().step));
    expect(pane.session.report.get()).toMatchObject({ kept: "device" });
    expect(pane.session.view.get().signIn).toBe("none");
  });

  test("where the directory does not allow it: nothing is sealed, rather than a report with a name", async () => {
    const { submit, seen } = intake(() => true);
    const pane = startPane({ submit, enrolmentCode: "demo" });
    await directoryThere(pane);
    pane.send({ confidential: true });
    await at(pane, "failed");
    expect(seen).toEqual([]);
  });
});
