/**
 * `npm run forward -- MAIL.eml…`: forwards mails as attachments to the demo's mailbox, as somebody of HR would by their
 * mail program and the organisation's relay. Prints what the mailbox said; the answer with the receipt becomes a file.
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { createTransport } from "nodemailer";
import MailComposer from "nodemailer/lib/mail-composer/index.js";
import { DEMO_DOMAIN, DEMO_MAILBOX } from "./demo/forwarding.ts";

const FROM = `hr@${DEMO_DOMAIN}`;
const PORT = Number(process.env["ZEGEL_MAILBOX_PORT"] ?? 8425);

const files = process.argv.slice(2);
if (files.length === 0) {
  process.stderr.write("usage: npm run forward -- MAIL.eml…\n");
  process.exit(2);
}
const composed = await new MailComposer({
  from: `HR <${FROM}>`,
  to: DEMO_MAILBOX,
  subject: "FW",
  text: "These came today.",
  attachments: files.map((file) => ({
    filename: basename(file),
    contentType: "message/rfc822",
    contentTransferEncoding: "8bit",
    content: readFileSync(file),
  })),
})
  .compile()
  .build();
// What the relay of an organisation writes on top, once it has checked the sender.
const relayed = [
  `Authentication-Results: ${DEMO_DOMAIN}; dmarc=pass header.from=${DEMO_DOMAIN}`,
  `Received: from hr.${DEMO_DOMAIN} by relay.${DEMO_DOMAIN} with ESMTPSA; ${new Date().toUTCString()}`,
  "",
].join("\r\n");
const transport = createTransport({ host: "127.0.0.1", port: PORT, secure: false, ignoreTLS: true });
try {
  const { response } = await transport.sendMail({
    envelope: { from: FROM, to: [DEMO_MAILBOX] },
    raw: Buffer.concat([Buffer.from(relayed), composed]),
  });
  process.stdout.write(`${response}\n`);
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? cause.message : "not sent"}: is \`npm start\` running?\n`);
  process.exitCode = 1;
}
transport.close();
