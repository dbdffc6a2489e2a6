/** Events are whatever anybody posts: read without a throw, bounded, and no more believed than they are checked. */
import * as fc from "fast-check";
import { answersOf, COMMENT_LIMIT, readersOf } from "../../../src/hosts/gmail/answers.ts";
import { type GmailEvent, parseEvent } from "../../../src/hosts/gmail/event.ts";

const EVENT = {
  commonEventObject: {
    userLocale: "nl-BE",
    hostApp: "GMAIL",
    platform: "IOS",
    timeZone: { id: "Europe/Brussels", offset: 3_600_000 },
    formInputs: { kind: { stringInputs: { value: ["bomb"] } }, empty: { stringInputs: { value: [""] } } },
    parameters: { ticket: "t" },
  },
  authorizationEventObject: {
    userOAuthToken: "ya29.x",
    systemIdToken: "a.b.c",
    userIdToken: "d.e.f",
    authorizedScopes: ["openid"],
  },
  gmail: { messageId: "msg-f:17", threadId: "thread-f:16", accessToken: "m.y", toRecipients: [] },
};

test("as Google documents it", () => {
  expect(parseEvent(EVENT)).toEqual({
    locale: "nl-BE",
    platform: "IOS",
    form: new Map([["kind", ["bomb"]]]),
    parameters: new Map([["ticket", "t"]]),
    tokens: { system: "a.b.c", user: "d.e.f", oauth: "ya29.x" },
    scopes: ["openid"],
    message: { id: "msg-f:17", threadId: "thread-f:16", accessToken: "m.y" },
  });
});

test.each<[string, object, Partial<GmailEvent>]>([
  ["nothing", {}, { locale: "en", platform: "", scopes: null, message: null }],
  ["an id with a path in it", { gmail: { messageId: "a/../b", threadId: "t" } }, { message: null }],
  [
    "a thread id with a path in it",
    { gmail: { messageId: "m", threadId: "../t" } },
    { message: { id: "m", threadId: null, accessToken: null } },
  ],
  [
    "a token with a line break: it would be another header field",
    { gmail: { messageId: "m", accessToken: "x\r\nCookie: y" } },
    { message: { id: "m", threadId: null, accessToken: null } },
  ],
  ["a locale of another form", { commonEventObject: { userLocale: "<b>" } }, { locale: "en" }],
  ["a locale with an underscore", { commonEventObject: { userLocale: "fr_CA" } }, { locale: "fr-CA" }],
  ["a platform of another form", { commonEventObject: { platform: "WEB\n" } }, { platform: "" }],
  [
    "one member that is none does not take the others along",
    { commonEventObject: 7, gmail: { messageId: "m" } },
    { locale: "en", message: { id: "m", threadId: null, accessToken: null } },
  ],
])("%s", (_, event, expected) => {
  expect(parseEvent(event)).toMatchObject(expected);
});

test.each([null, 7, "x", [], [EVENT], true])("no event: %j", (json) => {
  expect(parseEvent(json)).toBeNull();
});

test("any JSON: never throws, and ids and tokens fit where they go", () => {
  const anything = fc.oneof(fc.jsonValue(), eventLike());
  fc.assert(
    fc.property(anything, (json) => {
      const event = parseEvent(json);
      if (event === null) return;
      const { system, user, oauth } = event.tokens;
      for (const token of [system, user, oauth, event.message?.accessToken ?? null])
        expect(token ?? "x").toMatch(/^[\x21-\x7e]+$/);
      expect(event.message?.id ?? "x").toMatch(/^[A-Za-z0-9:_-]{1,128}$/);
      answersOf(event.form);
      readersOf(event.form, "desk");
    }),
    { numRuns: 500 },
  );
});

/** The members that are read, each with anything in it. */
function eventLike() {
  const some = fc.jsonValue({ maxDepth: 3 });
  const inputs = fc.dictionary(
    fc.constantFrom("kind", "urgency", "actions", "comment", "desk", "leftOut", "__proto__"),
    fc.oneof(some, fc.record({ stringInputs: fc.record({ value: fc.array(fc.oneof(fc.string(), some)) }) })),
  );
  return fc.record({
    commonEventObject: fc.record({
      userLocale: some,
      platform: some,
      formInputs: inputs,
      parameters: inputs,
    }),
    authorizationEventObject: fc.record({
      systemIdToken: fc.oneof(fc.string(), some),
      userIdToken: fc.string(),
      userOAuthToken: fc.string(),
      authorizedScopes: some,
    }),
    gmail: fc.record({ messageId: fc.string(), threadId: some, accessToken: fc.oneof(fc.string(), some) }),
  });
}

describe("answers", () => {
  const form = (fields: Readonly<Record<string, readonly string[]>>) => new Map(Object.entries(fields));

  test("nothing filled in: not answered, and what was not asked says so", () => {
    expect(answersOf(form({}))).toEqual({
      kind: { state: "not-answered" },
      urgency: { state: "not-answered" },
      actions: { state: "not-answered" },
      comment: { state: "not-answered" },
      suspicion: { state: "not-asked" },
    });
  });

  test("what no card offers is no answer", () => {
    expect(
      answersOf(form({ kind: ["open"], urgency: ["soon"], actions: ["flew"], comment: [" \n"] })),
    ).toEqual(answersOf(form({})));
  });

  test("'nothing' beside anything else would say two things at once", () => {
    expect(answersOf(form({ actions: ["nothing", "paid"] })).actions).toEqual({
      state: "answered",
      value: ["paid"],
    });
    expect(answersOf(form({ actions: ["nothing"] })).actions).toEqual({
      state: "answered",
      value: ["nothing"],
    });
  });

  test("words end at their limit, and are well-formed", () => {
    const { comment } = answersOf(form({ comment: [`\ud800${"x".repeat(20_000)}`] }));
    expect(comment).toMatchObject({ state: "answered", value: expect.stringMatching(/^\ufffdx+$/) });
    expect(comment.state === "answered" && comment.value.length).toBe(COMMENT_LIMIT);
  });

  test("readers: the first desk unless something was chosen", () => {
    expect(readersOf(form({}), "first")).toBeNull();
    expect(readersOf(form({ leftOut: ["an", "B!"] }), "first")).toEqual({ deskId: "first", leftOut: ["an"] });
    expect(readersOf(form({ desk: ["second"] }), "first")).toEqual({ deskId: "second", leftOut: [] });
  });
});
