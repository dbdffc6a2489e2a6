/** The example messages of RFC 5322, appendix A, whole, and mutations of each. */
import { analyseMessage } from "../../../src/core/analysis/analyse.ts";
import { parseAddresses } from "../../../src/core/mail/addresses.ts";
import { readHeaderFields } from "../../../src/core/mail/header-fields.ts";

const lines = (...all: string[]) => `${all.join("\r\n")}\r\n`;

const A_1_1 = lines(
  "From: John Doe <jdoe@machine.example>",
  "To: Mary Smith <mary@example.net>",
  "Subject: Saying Hello",
  "Date: Fri, 21 Nov 1997 09:55:06 -0600",
  "Message-ID: <1234@local.machine.example>",
  "",
  "This is a message just to say hello.",
  'So, "Hello".',
);

const A_1_1_SENDER = A_1_1.replace("To: Mary", "Sender: Michael Jones <mjones@machine.example>\r\nTo: Mary");

const A_1_2 = lines(
  'From: "Joe Q. Public" <john.q.public@example.com>',
  "To: Mary Smith <mary@x.test>, jdoe@example.org, Who? <one@y.test>",
  'Cc: <boss@nil.test>, "Giant; \\"Big\\" Box" <sysservices@example.net>',
  "Date: Tue, 1 Jul 2003 10:52:37 +0200",
  "Message-ID: <5678.21-Nov-1997@example.com>",
  "",
  "Hi everyone.",
);

const A_1_3 = lines(
  "From: Pete <pete@silly.example>",
  "To: A Group:Ed Jones <joe@where.test>,joe@where.test,John <jdoe@one.test>;",
  "Cc: Undisclosed recipients:;",
  "Date: Thu, 13 Feb 1969 23:32:54 -0330",
  "Message-ID: <testabcd.1234@silly.example>",
  "",
  "Testing.",
);

const A_2 = lines(
  "From: Mary Smith <mary@example.net>",
  "To: John Doe <jdoe@machine.example>",
  'Reply-To: "Mary Smith: Personal Account" <smith@home.example>',
  "Subject: Re: Saying Hello",
  "Date: Fri, 21 Nov 1997 10:01:10 -0600",
  "Message-ID: <3456@example.net>",
  "In-Reply-To: <1234@local.machine.example>",
  "References: <1234@local.machine.example>",
  "",
  "This is a reply to your hello.",
);

const A_3 = lines(
  "Resent-From: Mary Smith <mary@example.net>",
  "Resent-To: Jane Brown <j-brown@other.example>",
  "Resent-Date: Mon, 24 Nov 1997 14:22:01 -0800",
  "Resent-Message-ID: <78910@example.net>",
  ...A_1_1.split("\r\n").slice(0, -1),
);

const A_4 = lines(
  "Received: from x.y.test",
  "   by example.net",
  "   via TCP",
  "   with ESMTP",
  "   id ABC12345",
  "   for <mary@example.net>;  21 Nov 1997 10:05:43 -0600",
  "Received: from node.example by x.y.test; 21 Nov 1997 10:01:22 -0600",
  "From: John Doe <jdoe@node.example>",
  "To: Mary Smith <mary@example.net>",
  "Subject: Saying Hello",
  "Date: Fri, 21 Nov 1997 09:55:06 -0600",
  "Message-ID: <1234@local.node.example>",
  "",
  "This is a message just to say hello.",
);

const A_5 = lines(
  "From: Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>",
  "To:A Group(Some people)",
  "     :Chris Jones <c@(Chris's host.)public.example>,",
  "         joe@example.org,",
  "  John <jdoe@one.test> (my dear friend); (the end of the group)",
  "Cc:(Empty list)(start)Hidden recipients  :(nobody(that I know))  ;",
  "Date: Thu,",
  "      13",
  "        Feb",
  "          1969",
  "      23:32",
  "               -0330 (Newfoundland Time)",
  "Message-ID:              <testabcd.1234@silly.test>",
  "",
  "Testing.",
);

const A_6_1 = lines(
  "From: Joe Q. Public <john.q.public@example.com>",
  "To: Mary Smith <@node.test:mary@example.net>, , jdoe@test  . example",
  "Date: Tue, 1 Jul 2003 10:52:37 +0200",
  "Message-ID: <5678.21-Nov-1997@example.com>",
  "",
  "Hi everyone.",
);

const A_6_2 = lines(
  "From: John Doe <jdoe@machine.example>",
  "To: Mary Smith <mary@example.net>",
  "Subject: Saying Hello",
  "Date: 21 Nov 97 09:55:06 GMT",
  "Message-ID: <1234@local.machine.example>",
  "",
  "This is a message just to say hello.",
);

const A_6_3 = lines(
  "From  : John Doe <jdoe@machine(comment).  example>",
  "To    : Mary Smith",
  "  ",
  "          <mary@example.net>",
  "Subject     : Saying Hello",
  "Date  : Fri, 21 Nov 1997 09(comment):   55  :  06 -0600",
  "Message-ID  : <1234   @   local(blah)  .machine .example>",
  "",
  "This is a message just to say hello.",
);

const octetsOf = (message: string) => new TextEncoder().encode(message);

async function basics(message: string) {
  const analysis = await analyseMessage(octetsOf(message), {
    provenance: "supplied-file",
    capture: "as-served",
  });
  const { from, date, messageId, subject, fieldCount, findings } = analysis;
  return {
    from: from?.address,
    date,
    messageId,
    subject,
    fieldCount,
    codes: findings.map(({ code }) => code),
  };
}

const time = (text: string) => Date.parse(text);

describe("RFC 5322, appendix A", () => {
  test.each([
    ["A.1.1", A_1_1, "jdoe@machine.example", "1997-11-21T15:55:06Z", "<1234@local.machine.example>", 5],
    [
      "A.1.1, Sender",
      A_1_1_SENDER,
      "jdoe@machine.example",
      "1997-11-21T15:55:06Z",
      "<1234@local.machine.example>",
      6,
    ],
    [
      "A.1.2",
      A_1_2,
      "john.q.public@example.com",
      "2003-07-01T08:52:37Z",
      "<5678.21-Nov-1997@example.com>",
      5,
    ],
    ["A.1.3", A_1_3, "pete@silly.example", "1969-02-14T03:02:54Z", "<testabcd.1234@silly.example>", 5],
    ["A.2", A_2, "mary@example.net", "1997-11-21T16:01:10Z", "<3456@example.net>", 8],
    ["A.3", A_3, "jdoe@machine.example", "1997-11-21T15:55:06Z", "<1234@local.machine.example>", 9],
    ["A.4", A_4, "jdoe@node.example", "1997-11-21T15:55:06Z", "<1234@local.node.example>", 7],
    ["A.5", A_5, "pete@silly.test", "1969-02-14T03:02:00Z", "<testabcd.1234@silly.test>", 5],
    [
      "A.6.1",
      A_6_1,
      "john.q.public@example.com",
      "2003-07-01T08:52:37Z",
      "<5678.21-Nov-1997@example.com>",
      4,
    ],
    ["A.6.2", A_6_2, "jdoe@machine.example", "1997-11-21T09:55:06Z", "<1234@local.machine.example>", 5],
    ["A.6.3, date with comments inside", A_6_3, "jdoe@machine.example", "1997-11-21T15:55:06Z", undefined, 5],
  ])("%s", async (_, message, from, date, messageId, fieldCount) => {
    const got = await basics(message);
    expect(got).toMatchObject({ from, date: time(date), fieldCount });
    if (messageId !== undefined) expect(got.messageId).toBe(messageId);
  });

  test("A.1.1: Sender that is another person is told", async () => {
    expect((await basics(A_1_1_SENDER)).codes).toContain("sender-differs");
    expect((await basics(A_1_1)).codes).not.toContain("sender-differs");
  });

  test("A.2: answers go to another address", async () => {
    expect((await basics(A_2)).codes).toContain("reply-to-differs");
  });

  test("A.4: both trace fields with their parts, the newest first", async () => {
    const { hops } = await analyseMessage(octetsOf(A_4), {
      provenance: "supplied-file",
      capture: "as-served",
    });
    expect(hops).toMatchObject([
      {
        from: { helo: "x.y.test" },
        by: "example.net",
        with: "ESMTP via TCP",
        id: "ABC12345",
        for: "mary@example.net",
        receivedAt: time("1997-11-21T16:05:43Z"),
        delayMs: 261_000,
      },
      { from: { helo: "node.example" }, by: "x.y.test", receivedAt: time("1997-11-21T16:01:22Z") },
    ]);
  });

  test.each([
    ["A.1.2, To", A_1_2, "to", ["mary@x.test", "jdoe@example.org", "one@y.test"]],
    ["A.1.2, Cc", A_1_2, "cc", ["boss@nil.test", "sysservices@example.net"]],
    ["A.1.3, a group", A_1_3, "to", ["joe@where.test", "joe@where.test", "jdoe@one.test"]],
    ["A.1.3, an empty group", A_1_3, "cc", []],
    ["A.5, comments in a group", A_5, "to", ["c@public.example", "joe@example.org", "jdoe@one.test"]],
    ["A.5, an empty group with comments", A_5, "cc", []],
    ["A.6.3, a line of white space only", A_6_3, "to", ["mary@example.net"]],
  ])("%s", (_, message, name, addresses) => {
    const field = readHeaderFields(octetsOf(message)).fields.find(({ lowerName }) => lowerName === name);
    expect(parseAddresses(field?.body ?? "").map(({ address }) => address)).toEqual(addresses);
  });
});

describe("RFC 5322, appendix A, mutations", () => {
  test.each([
    ["A.1.1, From twice", `From: x@y.test\r\n${A_1_1}`, "from-multiple"],
    ["A.1.1, From missing", A_1_1.replace(/^From:.*\r\n/, ""), "from-missing"],
    ["A.1.1, Date missing", A_1_1.replace(/Date:.*\r\n/, ""), "date-missing"],
    ["A.1.1, Date of the 32nd", A_1_1.replace("21 Nov", "32 Nov"), "date-unreadable"],
    ["A.1.1, Message-ID missing", A_1_1.replace(/Message-ID:.*\r\n/, ""), "message-id-missing"],
    ["A.1.1, a line that is no field", A_1_1.replace("To: Mary", "To Mary"), "header-malformed"],
    ["A.4, received before it was sent", A_4.replace("10:05:43", "09:45:43"), "hop-delay-negative"],
    ["A.4, a month that is none", A_4.replaceAll("Nov 1997 10:0", "Nox 1997 10:0"), "hop-date-unreadable"],
  ])("%s", async (_, message, code) => {
    expect((await basics(message)).codes).toContain(code);
  });

  test.each([
    ["A.1.1", A_1_1],
    ["A.4", A_4],
    ["A.5", A_5],
    ["A.6.3", A_6_3],
  ])("%s with bare LF reads the same, and each prefix of it gives an analysis", async (_, message) => {
    const { codes: _codes, ...crlf } = await basics(message);
    expect(await basics(message.replaceAll("\r\n", "\n"))).toMatchObject(crlf);
    for (let end = 0; end < message.length; end += 7)
      expect((await basics(message.slice(0, end))).fieldCount).toBeLessThanOrEqual(crlf.fieldCount);
  });
});
