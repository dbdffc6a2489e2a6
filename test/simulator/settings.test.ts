import * as fc from "fast-check";
import {
  formatBehaviour,
  knownFailures,
  methodNames,
  parseBehaviour,
} from "../../src/simulator/web/host/behaviour.ts";
import { readRequest, writeEvent, writeResponse } from "../../src/simulator/web/host/protocol.ts";
import {
  choices,
  defaultSettings,
  ewsOf,
  graphBehaviours,
  naaOf,
  readSettings,
  requirementSetOf,
  writeSettings,
} from "../../src/simulator/web/host/settings.ts";
import { readBridgeRequest } from "../../src/simulator/web/host/sign-in.ts";
import { themeEventData } from "../../src/simulator/web/host/theme.ts";

describe("behaviour of a method", () => {
  test.each([
    ["5001x2", { kind: "error", code: 5001, times: 2 }],
    ["9020", { kind: "error", code: 9020, times: null }],
    ["slow4000", { kind: "slow", milliseconds: 4000 }],
    ["never", { kind: "never" }],
  ])("%s", (text, expected) => {
    expect(parseBehaviour(text)).toEqual(expected);
  });

  test.each(["", "50", "5001x", "5001x100", "slow", "Never", "error", "constructor"])(
    "%p is none",
    (text) => {
      expect(parseBehaviour(text)).toBeNull();
    },
  );

  test("every known failure can be read and is written the same way", () => {
    for (const { behaviour } of knownFailures) {
      const parsed = parseBehaviour(behaviour);
      expect(parsed === null ? null : formatBehaviour(parsed)).toBe(behaviour);
    }
  });
});

describe("settings in the address", () => {
  test("what is written is read again", () => {
    const behaviour = fc.constantFrom("ok", ...knownFailures.map((failure) => failure.behaviour));
    const settings = fc.record({
      client: fc.constantFrom(...choices.client),
      requirementSet: fc.constantFrom(null, "1.8", "1.15"),
      locale: fc.constantFrom(...choices.locale),
      theme: fc.constantFrom(...choices.theme),
      latency: fc.nat(99_999),
      permission: fc.constantFrom(...choices.permission),
      item: fc.constantFrom(...choices.item),
      shared: fc.constantFrom(...choices.shared),
      naa: fc.constantFrom(...choices.naa),
      ews: fc.constantFrom(...choices.ews),
      graph: fc.constantFrom(...graphBehaviours),
      runtime: fc.constantFrom(...choices.runtime),
      spam4mb: fc.boolean(),
      protected: fc.boolean(),
      pinned: fc.boolean(),
      methods: fc.record(
        Object.fromEntries(methodNames.map((name) => [name, behaviour.map((text) => parseBehaviour(text))])),
      ),
    });
    fc.assert(
      fc.property(settings, (given) => {
        const read = readSettings(writeSettings(given as never));
        expect(read).toEqual({ settings: given, unknown: [] });
      }),
    );
  });

  test("what can not be read is named, and changes nothing", () => {
    const query = new URLSearchParams(
      "theme=pink&getAsFile=boom&nonsense=1&latency=-1&shared=yes&locale=..%2Fx&graph=boom&constructor=1",
    );
    expect(readSettings(query)).toEqual({
      settings: defaultSettings,
      unknown: [
        "theme=pink",
        "getAsFile=boom",
        "nonsense=1",
        "latency=-1",
        "shared=yes",
        "locale=../x",
        "graph=boom",
        "constructor=1",
      ],
    });
  });

  test("a client brings its requirement set, which can be set apart", () => {
    expect(requirementSetOf(readSettings(new URLSearchParams("client=mobile")).settings)).toBe("1.5");
    expect(
      requirementSetOf(readSettings(new URLSearchParams("client=mobile&requirementSet=1.13")).settings),
    ).toBe("1.13");
  });
});

describe("what a client brings", () => {
  const of = (query: string) => readSettings(new URLSearchParams(query)).settings;

  test.each([
    ["", "ok", "off"],
    ["client=exchange-2019", "off", "ok"],
    ["client=mobile", "ok", "off"],
    ["client=classic-mac&naa=needed", "needed", "off"],
    ["client=exchange-2019&ews=toolarge", "off", "toolarge"],
  ])("%p: nested app authentication %s, EWS %s", (query, naa, ews) => {
    expect([naaOf(of(query)), ewsOf(of(query))]).toEqual([naa, ews]);
  });
});

describe("messages of office.js", () => {
  const request = {
    _messageType: 0,
    _actionName: "ExecuteMethod",
    _conversationId: "c",
    _correlationId: 7,
    _origin: "https://localhost",
    _data: { ApiParams: null, MethodData: { ControlId: "x", DispatchId: 204 } },
    _actionType: 0,
    _serializerVersion: 1,
  };

  test("a request is read, its answer carries name, conversation and correlation", () => {
    const read = readRequest(JSON.stringify(request));
    expect(read).toEqual({
      action: "ExecuteMethod",
      type: "invoke",
      conversation: "c",
      correlation: 7,
      data: request._data,
    });
    if (read === null) throw new Error("not read");
    expect(JSON.parse(writeResponse(read, { error: false, data: 1 }))).toMatchObject({
      _messageType: 1,
      _actionName: "ExecuteMethod",
      _conversationId: "c",
      _correlationId: 7,
      _errorCode: 0,
      _responseType: 0,
      _data: { error: false, data: 1 },
    });
  });

  test("an event says that it is one", () => {
    expect(JSON.parse(writeEvent("olkItemSelectedChanged", "c", ""))).toMatchObject({
      _messageType: 1,
      _responseType: 1,
      _data: "",
    });
  });

  test.each([null, 1, {}, "", "null", "[]", '{"_messageType":1}', '{"_messageType":0,"_actionType":9}', "{"])(
    "%p is no request",
    (message) => {
      expect(readRequest(message)).toBeNull();
    },
  );

  test("never throws, whatever a page posts", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.anything()), (message) => {
        readRequest(message);
      }),
    );
  });

  test.each([null, 1, "", "{", "null", "[]", '{"messageType":"NestedAppAuthRequest"}', '{"requestId":"x"}'])(
    "%p is no request for a sign-in",
    (message) => {
      expect(readBridgeRequest(message)).toBeNull();
    },
  );

  test("theme colours travel as integers, as office.js turns them into text itself", () => {
    expect(JSON.parse(themeEventData("dark")[0] as string)).toMatchObject({ bodyBackgroundColor: 0x1f1f1f });
  });
});
