/** Gmail, the network, the intake and the disk on a bad day: the reporter is told what holds, and nothing is made twice. */
import { readFileSync, rmSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { createServer, type Socket } from "node:net";
import type { Digest } from "../../src/core/base/digest.ts";
import { openSealer } from "../../src/sealer/sealer.ts";
import type { Card } from "../../src/hosts/gmail/card.ts";
import { filesOf, until } from "../sealer/world.ts";
import {
  buttonsOf,
  clickEvent,
  type Door,
  linksOf,
  openAtIntake,
  openDoor,
  openMail,
  packagesAtIntake,
  post,
  press,
  primaryOf,
  referenceOn,
  textOf,
} from "./world.ts";

let door: Door;
beforeEach(async () => {
  door = await openDoor();
  door.google.add([{ id: "m1", octets: THREAT }]);
});
afterEach(() => door.end());

const THREAT = readFileSync("test/fixtures/mail/accusation-1.eml");

/** Gmail's answer to questions for a mail or a conversation. */
function gmailSays(path: RegExp, answer: (response: ServerResponse) => void): void {
  door.google.trouble = (request, response) => {
    if (!path.test(request.url ?? "")) return false;
    answer(response);
    return true;
  };
}

function refusal(status: number, reason: string) {
  const error = { code: status, message: "PRIVATE words", errors: [{ reason }] };
  return (response: ServerResponse) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify({ error }));
  };
}

describe("the intake is down", () => {
  test("NOT yet sent; the button sends the same octets once it is back", async () => {
    const form = await openMail(door, "m1");
    await door.world.stopIntake();
    const waiting = await press(door, primaryOf(form));
    expect(textOf(waiting)).toContain("NOT yet sent");
    const reference = referenceOn(waiting);
    // Pressed again while it is still down.
    expect(referenceOn(await press(door, primaryOf(waiting)))).toBe(reference);
    const sealed = await sealedDigest();
    await door.world.startIntake();
    door.google.forget();
    const receipt = await press(door, primaryOf(waiting));
    expect(textOf(receipt)).toContain("Your report has arrived");
    expect(referenceOn(receipt)).toBe(reference);
    expect(packagesAtIntake(door.world)).toEqual([sealed]);
    // Nothing was fetched for it.
    expect(door.google.asked).toEqual([]);
    const { opened } = await openAtIntake(door.world, sealed);
    expect(
      Buffer.compare(opened.files.get("data/messages/0001/original.eml") ?? Buffer.alloc(0), THREAT),
    ).toBe(0);
  });

  test("a restart between: the same card's button still sends the same octets", async () => {
    const form = await openMail(door, "m1");
    await door.world.stopIntake();
    const waiting = await press(door, primaryOf(form), { kind: ["blackmail"] });
    await door.stop();
    const sealed = await sealedDigest();
    await door.world.startIntake();
    await door.restart();
    const receipt = await press(door, primaryOf(waiting));
    expect(referenceOn(receipt)).toBe(referenceOn(waiting));
    expect(packagesAtIntake(door.world)).toEqual([sealed]);
    // The advice for the kind that was chosen has come along with the button.
    expect(textOf(receipt)).toContain("Don't pay or negotiate alone.");
  });

  test("pressing the form's own button again makes no second report", async () => {
    const form = await openMail(door, "m1");
    await door.world.stopIntake();
    const first = await press(door, primaryOf(form));
    const second = await press(door, primaryOf(form), { comment: ["Something else"] });
    expect(referenceOn(second)).toBe(referenceOn(first));
    await door.world.startIntake();
    await press(door, primaryOf(second));
    expect(packagesAtIntake(door.world)).toHaveLength(1);
  });

  test("it is sent by itself too", async () => {
    const form = await openMail(door, "m1");
    await door.world.stopIntake();
    await press(door, primaryOf(form));
    await door.stop();
    await door.world.startIntake();
    await door.restart();
    await until(() => packagesAtIntake(door.world).length === 1);
  });

  test("an intake that takes the connection and says nothing: answered in time, one report in the end", async () => {
    await door.restart({ limits: { answerMs: 500 } });
    const form = await openMail(door, "m1");
    await door.world.stopIntake();
    const { port } = new URL(door.world.options.intakeUrl);
    const sockets: Socket[] = [];
    const silent = createServer((socket) => void sockets.push(socket));
    await new Promise<void>((resolve) => silent.listen(Number(port), "127.0.0.1", resolve));
    const waiting = await press(door, primaryOf(form));
    expect(textOf(waiting)).toContain("NOT yet sent");
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
    await door.world.startIntake();
    let card = waiting;
    await until(async () => {
      if (!textOf(card).includes("Your report has arrived")) card = await press(door, primaryOf(card));
      return textOf(card).includes("Your report has arrived");
    });
    expect(packagesAtIntake(door.world)).toHaveLength(1);
  });

  async function sealedDigest(): Promise<Digest> {
    const names = [...filesOf(door.world.dataDir).keys()].flatMap(
      (path) => /([0-9a-f]{64})/.exec(path)?.[1] ?? [],
    );
    const [digest] = new Set(names);
    return `sha256:${digest}`;
  }
});

describe("Gmail does not hand the mail over", () => {
  test.each<[string, (response: ServerResponse) => void, string]>([
    ["401", refusal(401, "authError"), "SIGN_IN_FAILED"],
    ["403", refusal(403, "insufficientPermissions"), "SOURCE_UNAVAILABLE"],
    ["403 for its rate", refusal(403, "userRateLimitExceeded"), "RATE_LIMITED"],
    ["404", refusal(404, "notFound"), "SOURCE_UNAVAILABLE"],
    ["429", refusal(429, "rateLimitExceeded"), "RATE_LIMITED"],
    ["500", refusal(500, "backendError"), "SERVER_ERROR"],
    ["503 of a proxy", (response) => void response.writeHead(503).end("<html>"), "SERVER_ERROR"],
    ["no connection", (response) => void response.destroy(), "NETWORK_UNREACHABLE"],
    ["a page", (response) => void response.writeHead(200).end("<html>"), "RESPONSE_INVALID"],
    ["elsewhere", (response) => void response.writeHead(302, { location: "/" }).end(), "RESPONSE_INVALID"],
    ["no raw", (response) => void response.writeHead(200).end('{"id":"m1"}'), "RESPONSE_INVALID"],
    ["an empty mail", (response) => void response.writeHead(200).end('{"raw":""}'), "SOURCE_EMPTY"],
    ["no base64", (response) => void response.writeHead(200).end('{"raw":"a+b/"}'), "BASE64_INVALID"],
  ])("%s: the form stays, and the same button fetches again", async (_, answer, code) => {
    gmailSays(/messages\/m1/, answer);
    const form = await openMail(door, "m1");
    const failed = await press(door, primaryOf(form), {
      comment: ["What I wrote"],
      kind: ["stalking"],
      actions: ["replied"],
    });
    const text = textOf(failed);
    expect(text).toContain(`Code for the help desk: ${code}`);
    expect(text).toContain("What I wrote");
    expect(text).not.toContain("PRIVATE");
    expect(packagesAtIntake(door.world)).toEqual([]);
    door.google.trouble = null;
    const receipt = await press(door, primaryOf(failed), { comment: ["What I wrote"] });
    expect(textOf(receipt)).toContain("Your report has arrived");
    expect(packagesAtIntake(door.world)).toHaveLength(1);
  });

  test("what was filled in is ticked again", async () => {
    gmailSays(/messages\/m1/, refusal(500, "backendError"));
    const failed = await press(door, primaryOf(await openMail(door, "m1")), {
      kind: ["stalking"],
      actions: ["replied", "paid"],
      leftOut: ["an"],
    });
    const chosen = failed.sections
      .flatMap(({ widgets }) => widgets)
      .flatMap((one) => ("selectionInput" in one ? one.selectionInput.items : []))
      .filter(({ selected }) => selected)
      .map(({ value }) => value);
    expect(chosen).toEqual(["stalking", "open", "replied", "paid", "an"]);
  });

  test("it is silent: answered in time, and the report is there when it speaks", async () => {
    await door.restart({ limits: { answerMs: 300, openMs: 100 } });
    const held: ServerResponse[] = [];
    gmailSays(/messages\/m1/, (response) => void held.push(response));
    const form = await openMail(door, "m1");
    // The card came without a look at the mail, and says so by saying nothing of it.
    expect(textOf(form)).not.toContain("It says it is from");
    const working = await press(door, primaryOf(form));
    expect(textOf(working)).toContain("Your report is still being made.");
    expect(buttonsOf(working).map(({ text }) => text)).toContain("Look again");
    const raw = Buffer.from(THREAT).toString("base64url");
    held
      .at(-1)
      ?.writeHead(200)
      .end(JSON.stringify({ id: "m1", raw }));
    let card: Card = working;
    await until(async () => {
      card = await press(door, primaryOf(card));
      return textOf(card).includes("Your report has arrived");
    });
    expect(packagesAtIntake(door.world)).toHaveLength(1);
  });

  test("never: it ends, and the form can be sent again", async () => {
    await door.restart({ limits: { answerMs: 5000, openMs: 50, fetchMs: 200 } });
    gmailSays(/messages\/m1/, () => undefined);
    const failed = await press(door, primaryOf(await openMail(door, "m1")));
    expect(textOf(failed)).toContain("SOURCE_TIMEOUT");
    door.google.trouble = null;
    expect(textOf(await press(door, primaryOf(failed)))).toContain("Your report has arrived");
  });

  test("a mail that is too large for a first look is reported all the same", async () => {
    await door.restart({ limits: { openOctets: 500 } });
    const form = await openMail(door, "m1");
    expect(textOf(form)).not.toContain("It says it is from");
    expect(textOf(await press(door, primaryOf(form)))).toContain("Your report has arrived");
  });
});

describe("the directory", () => {
  const policy = { recipients: "x25519", confidential: false, dnsQueries: "none" } as const;

  test("lets no server seal: the report page instead, and Gmail is not asked", async () => {
    const form = await openMail(door, "m1");
    await door.world.publish({
      policy: { ...policy, sealOnServer: false },
      version: 2,
      previous: door.world.organisation.directoryDigest,
    });
    await door.restart();
    door.google.forget();
    const blocked = await openMail(door, "m1");
    expect(textOf(blocked)).toContain("Report it from your own device");
    expect(linksOf(blocked)).toContain("https://report.example.org/");
    // A form that was open before seals nothing either.
    const refused = await press(door, primaryOf(form));
    expect(textOf(refused)).toContain("Report it from your own device");
    expect(door.google.asked).toEqual([]);
    expect(packagesAtIntake(door.world)).toEqual([]);
    expect((await fetch(`${door.running().url}/readyz`)).status).toBe(503);
  });

  test("cannot be had: nothing can be sealed, the mail is safe, help comes first", async () => {
    await door.stop();
    rmSync(door.world.dataDir, { recursive: true });
    await door.world.stopIntake();
    await door.restart();
    const card = await openMail(door, "m1");
    expect(textOf(card)).toContain("The mail is safe where it is.");
    expect(linksOf(card)).toEqual(["tel:112", "https://report.example.org/"]);
    expect(door.google.asked).toEqual([]);
  });

  test("leaves someone out: they are no recipient, and the receipt says so", async () => {
    const receipt = await press(door, primaryOf(await openMail(door, "m1")), { leftOut: ["an"] });
    expect(textOf(receipt)).toContain("Can read it: only the holder of the recovery key, Notaris.");
    expect(textOf(receipt)).toContain("Cannot read it: An, and the server where sealed reports are kept.");
  });
});

test("health says that it lives, and whether it could seal", async () => {
  const { url } = door.running();
  expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ ok: true });
  expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ ok: true, code: null });
});

test("a second process in the same folder is refused", async () => {
  await expect(openSealer(door.world.options)).rejects.toMatchObject({ code: "INPUT_INVALID" });
});

test("a failure of ours is a bare 500", async () => {
  const sealer = { ...(await failingSealer()), checkAllowed: () => Promise.reject(new TypeError("PRIVATE")) };
  await door.restart({}, { sealer });
  const { url, body } = await clickEvent(
    door,
    {
      text: "x",
      onClick: {
        action: { function: `${door.publicUrl}/message`, parameters: [], loadIndicator: "SPINNER" },
      },
    },
    {},
    { message: { id: "m1" } },
  );
  expect(await post(url, body)).toEqual({ status: 500, text: "" });
});

async function failingSealer() {
  const refuse = () => Promise.reject(new TypeError("not in this test"));
  return {
    directory: refuse,
    checkAllowed: refuse,
    seal: refuse,
    find: refuse,
    get: refuse,
    list: refuse,
    send: refuse,
    setNote: refuse,
    receiptFile: refuse,
    savedSubmission: refuse,
    start: () => undefined,
    onSent: () => undefined,
    ready: async () => ({ ok: false, code: null }),
    close: async () => undefined,
  };
}
