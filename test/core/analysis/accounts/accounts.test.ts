import * as fc from "fast-check";
import { readAccounts } from "../../../../src/core/analysis/accounts/accounts.ts";
import { decodeEnvelope } from "../../../../src/core/analysis/accounts/envelope-address.ts";
import { viewMessage } from "../../../../src/core/analysis/message-view.ts";
import { readTrace } from "../../../../src/core/analysis/trace/trace.ts";
import { utf8 } from "../../../../src/core/base/bytes.ts";

function accounts(...lines: string[]) {
  const view = viewMessage(utf8(`${lines.join("\r\n")}\r\n\r\n`));
  return readAccounts(view, readTrace(view, "supplied-file", []));
}
const claims = (...lines: string[]) => accounts(...lines).map(({ kind, value }) => [kind, value]);

describe("envelope addresses that servers rewrote", () => {
  test.each([
    ["SRS0=ab12=XY=a.test=ann@forward.test", "srs-original", "ann@a.test"],
    ["SRS0+ab12=XY=a.test=ann@forward.test", "srs-original", "ann@a.test"],
    ["SRS1=cd34=forward.test==ab12=XY=a.test=ann@second.test", "srs-original", "ann@a.test"],
    ["prvs=1234567890=ann@a.test", "batv-original", "ann@a.test"],
    ["btv1==123abc==ann@a.test", "batv-original", "ann@a.test"],
    ["bounces+123456-ab12-bob=b.test@em1.a.test", "sendgrid-account", "123456"],
    ["ann+caf_=bob=b.test@gmail.com", "forwarder", "ann@gmail.com"],
    ["list-bounce+bob=b.test@list.test", "verp-recipient", "bob@b.test"],
  ])("%s", (address, kind, value) => {
    expect(decodeEnvelope(address)).toEqual([{ kind, value }]);
  });
  test.each(["ann@a.test", "@a.test", "SRS0=x@a.test", "", `${"a".repeat(400)}@a.test`])(
    "%s is none",
    (address) => {
      expect(decodeEnvelope(address)).toEqual([]);
    },
  );
});

describe("accounts that fields name (FORENSICS 2.4)", () => {
  test.each([
    ["X-Authenticated-Sender: host.test: ann@a.test", "authenticated-sender", "ann@a.test"],
    ["X-AuthUser: ann@a.test", "auth-user", "ann@a.test"],
    [
      "X-Get-Message-Sender-Via: host.test: authenticated_id: ann@a.test",
      "sender-via",
      "authenticated_id: ann@a.test",
    ],
    ["X-Sonic-MF: <ann@yahoo.com>", "sonic-account", "ann@yahoo.com"],
    ["X-Google-Original-From: Ann <ann@a.test>", "original-from", "Ann <ann@a.test>"],
    ["Sender: Ann <ann@a.test>", "sender", "ann@a.test"],
    ["X-PHP-Originating-Script: 1002:mail.php", "php-script", "1002:mail.php"],
    ["X-Source-Dir: a.test:/public_html", "source-folder", "a.test:/public_html"],
    ["X-AntiAbuse: Originator/Caller UID/GID - [47 12] / [47 12]", "system-user", "[47 12] / [47 12]"],
    ["X-Report-Abuse: https://a.test/abuse", "report-abuse", "https://a.test/abuse"],
    ["X-Mailgun-Sid: WyI1YTViYyIsImFAYS50ZXN0IiwiMTIzNGFiIl0=", "mailgun-account", "1234ab"],
    ["X-MC-User: 0123abcd", "mailchimp-account", "0123abcd"],
    ["X-Provags-ID: V03:K1:abc", "provags-id", "V03:K1:abc"],
  ])("%s", (line, kind, value) => {
    expect(claims(line)).toEqual([[kind, value]]);
  });
  test("Feedback-ID: Amazon's customer, Proton's number", () => {
    expect(claims("Feedback-ID: 1.eu-west-1.abcdefghijklmnopqrstuvwx=:AmazonSES")).toContainEqual([
      "ses-account",
      "abcdefghijklmnopqrstuvwx=",
    ]);
    expect(claims("Feedback-ID: 12345678:user:proton")).toContainEqual([
      "proton-account-inferred",
      "12345678",
    ]);
  });
  test("Gmail's forwarding fields name several", () => {
    expect(claims("X-Forwarded-For: a@a.test b@b.test")).toEqual([
      ["forwarded-for", "a@a.test"],
      ["forwarded-for", "b@b.test"],
    ]);
  });
  test("remarks in Received: envelope sender, signed-in user, system user", () => {
    const got = claims(
      "Received: from x by mx.a.test (envelope-from <ann@a.test>); 3 Nov 2026 12:00:00 +0000",
      "Received: from y (Authenticated sender: ann) by z; 3 Nov 2026 12:00:00 +0000",
      "Received: by host.test (Postfix, from userid 33) id 1; 3 Nov 2026 12:00:00 +0000",
    );
    expect(got).toContainEqual(["envelope-from", "ann@a.test"]);
    expect(got).toContainEqual(["auth-user", "ann"]);
    expect(got).toContainEqual(["system-user", "33"]);
  });
  test("empty fields tell nothing; nothing of a supplied file is trusted", () => {
    expect(accounts("X-Source:", "X-AuthUser:")).toEqual([]);
    expect(accounts("Return-Path: <a@a.test>")).toMatchObject([{ trusted: null, claimedBy: "Return-Path" }]);
  });
  test("property: hostile fields give bounded lists, each with its field's basis", () => {
    const names = fc.constantFrom(
      ...[
        "Return-Path",
        "X-AntiAbuse",
        "Feedback-ID",
        "X-Mailgun-Sid",
        "Received",
        "X-Forwarded-For",
        "Sender",
      ],
    );
    const fields = fc.array(fc.tuple(names, fc.string({ unit: "binary", maxLength: 400 })), {
      maxLength: 200,
    });
    fc.assert(
      fc.property(fields, (all) => {
        const message = utf8(`${all.map(([name, body]) => `${name}: ${body}`).join("\r\n")}\r\n\r\n`);
        const view = viewMessage(message);
        const found = readAccounts(view, readTrace(view, "supplied-file", []));
        expect(found.length).toBeLessThanOrEqual(60);
        for (const { value, basis } of found) {
          expect(value.length).toBeLessThanOrEqual(600);
          expect(basis.offset + basis.octets).toBeLessThanOrEqual(message.length);
        }
      }),
    );
  });
});
