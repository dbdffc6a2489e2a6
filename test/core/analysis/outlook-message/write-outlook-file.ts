/**
 * Run by Node itself: a .msg by @tutao/oxmsg on standard output. Inside of jest the library takes octets of the other realm
 * for something else and gives up.
 *
 * Arguments: number of recipients, header section in base64 or "-".
 */
import { Email } from "@tutao/oxmsg";

const [recipients = "1", headers = "-"] = process.argv.slice(2);
const email = new Email();
email.subject("I know where you live").sender("jan.threat@gmail.com", "Jan").bodyText("I wait.");
for (let i = 0; i < Number(recipients); i++) email.to(`r${i}@example.org`, `R ${i}`);
email.sentOn(new Date("2026-11-03T11:34:56Z")).receivedOn(new Date("2026-11-03T11:34:58Z"));
if (headers !== "-") email.headers(Buffer.from(headers, "base64").toString("latin1"));
process.stdout.write(email.msg());
