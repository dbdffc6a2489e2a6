import { viewMessage } from "../../../src/core/analysis/message-view.ts";
import { utf8 } from "../../../src/core/base/bytes.ts";

test.each([
  ["RFC 5322 A.1.1", "John Doe <jdoe@machine.example>", "John Doe", "jdoe@machine.example"],
  ["an unquoted comma in the name", "Account team ,_<team@a.example>", "Account team", "team@a.example"],
  ["a quoted address as name", '"ceo@bank.example", <x@a.example>', "ceo@bank.example", "x@a.example"],
  ["two mailboxes: the first", "A <a@a.example>, B <b@b.example>", "A", "a@a.example"],
  ["a name alone", "Nobody", "Nobody", null],
  ["nothing", "", null, null],
])("From: %s", (_, body, name, address) => {
  expect(viewMessage(utf8(`From: ${body}\r\n\r\n`)).from).toEqual({ name, address });
});

test("no From at all", () => {
  expect(viewMessage(utf8("Subject: x\r\n\r\n")).from).toBeNull();
});
