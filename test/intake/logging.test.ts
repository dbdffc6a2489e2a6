import { failureForLog } from "../../src/intake/logging.ts";

describe("failureForLog", () => {
  test("keeps name, code and frames; never the message", () => {
    const error = Object.assign(new TypeError("canary in the message"), { code: "ERR_X" });
    const failure = failureForLog(error);
    expect(failure).toMatchObject({ name: "TypeError", code: "ERR_X" });
    expect(failure.frames?.join()).toContain("logging.test.ts");
    expect(JSON.stringify(failure)).not.toContain("canary");
  });

  test("a message with lines that look like frames does not get through", () => {
    const error = new Error("first\n    at canary (file.ts:1:1)\n    at canary (file.ts:2:2)");
    expect(JSON.stringify(failureForLog(error))).not.toContain("canary");
  });

  test("a stack that does not hold the message is not trusted", () => {
    const error = new Error("other");
    error.stack = "Error: canary\n    at canary (file.ts:1:1)";
    expect(failureForLog(error).frames).toEqual([]);
  });

  test("what is no error leaves its type only", () => {
    expect(failureForLog("canary")).toEqual({ name: "string" });
  });
});
