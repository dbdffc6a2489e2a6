/**
 * Programs and the forms that they give to Message-ID and boundary. A form can be imitated: it says what a message looks
 * like, not what wrote it.
 */

export interface ClientFamily {
  readonly code: string;
  /** X-Mailer or User-Agent that claims this program; null for those that write neither. */
  readonly claims: RegExp | null;
  readonly messageId: RegExp | null;
  readonly boundary: RegExp | null;
  /** A provider's own web client: its forms are shared by all its customers. */
  readonly provider: boolean;
}

function family(
  code: string,
  claims: RegExp | null,
  messageId: RegExp | null,
  boundary: RegExp | null,
  provider = false,
): ClientFamily {
  return { code, claims, messageId, boundary, provider };
}

/** The first whose form fits counts; forms that several programs share stand in none. */
export const CLIENT_FAMILIES: readonly ClientFamily[] = [
  family("gmail", null, /^<CA[\w+=-]{20,}@mail\.gmail\.com>$/, /^0{12}[0-9a-f]{16}$/, true),
  family(
    "yahoo-web",
    /^WebService\/[\d.]{1,20} (?:YMail|AolMail)/,
    /^<\d{1,12}\.\d{1,12}\.\d{13}@mail\.yahoo\.com>$/,
    null,
    true,
  ),
  family(
    "exchange",
    null,
    /^<[0-9A-Z]{30,60}@[\w.-]{1,100}\.prod\.(?:outlook|exchangelabs)\.com>$/i,
    /^_\d{3}_[0-9A-Z]{20,}[\w.]*_$/i,
    true,
  ),
  family("proton", null, /^<[\w-]{40,100}={1,2}@[\w.-]{1,255}>$/, null, true),
  family("gmx-web", null, /^<trinity-[0-9a-f-]{36}-\d{13}@/, null, true),
  family(
    "outlook",
    /^Microsoft (?:Office )?Outlook(?! Express)/,
    /^<[0-9a-f]{12}\$[0-9a-f]{8}\$[0-9a-f]{8}\$@/,
    /^----=_NextPart_[0-9a-f]{3}_[0-9a-f]{4}_[0-9a-f]{8}\.[0-9a-f]{8}$/i,
    false,
  ),
  family(
    "outlook-express",
    /^Microsoft (?:Outlook Express|Windows (?:Live )?Mail)/,
    /^<[0-9a-f]{12}\$[0-9a-f]{8}\$[0-9a-f]{8}@/,
    /^----=_NextPart_[0-9a-f]{3}_[0-9a-f]{4}_[0-9a-f]{8}\.[0-9a-f]{8}$/i,
  ),
  family(
    "apple-mail",
    /^(?:Apple Mail|iPhone Mail|iPad Mail)/,
    /^<[0-9A-F]{8}-(?:[0-9A-F]{4}-){3}[0-9A-F]{12}@/,
    /^Apple-(?:Mail|Webmail)[=-]/,
  ),
  family("thunderbird", /Thunderbird/, /^<[0-9A-F]{8}\.\d{6,8}@/, /^-{12}[0-9A-Za-z]{24}$/),
  family(
    "javamail",
    null,
    /^<\d{1,12}\.\d{1,12}\.\d{13}\.(?:JavaMail|javamail)/,
    /^----=_Part_-?\d{1,12}_-?\d{1,12}\.\d{13}$/,
  ),
  family("python", null, /^<\d{12}\.\d{1,7}\.\d{15,20}(?:\.[\w.-]{1,64})?@/, /^={15}\d{19}==$/),
  family("phpmailer", /^PHPMailer/, null, /^b[123]_[0-9a-f]{32}$|^b[123]=_[A-Za-z0-9]{40,50}$/),
  family("swiftmailer", null, null, /^_=_swift_(?:v4_)?\d{1,12}_[0-9a-f]{32}_=_$/),
  family("nodemailer", /^nodemailer/i, null, /^--_NmP-[0-9a-f]{16}-Part_\d{1,3}$/),
  family("roundcube", /^Roundcube/i, null, /^=_[0-9a-f]{32}$/),
  family("dotnet", null, null, /^--boundary_\d{1,3}_[0-9a-f-]{36}$/),
  family("go", null, null, /^[0-9a-f]{60}$/),
  family("perl-mime", /^MIME::Lite|^MIME-tools/, null, /^_?-{10}=_\d{8,12}-/),
  family("kmail", /KMail/, /^<\d{5,12}\.[A-Za-z0-9]{10}@/, /^nextPart\d{5,12}\.[A-Za-z0-9]{10}$/),
  family("evolution", /^Evolution/, null, /^=-[A-Za-z0-9+/]{20}$/),
];

const CLAIMING = CLIENT_FAMILIES.filter(({ claims }) => claims !== null);
const WITH_MESSAGE_ID = CLIENT_FAMILIES.filter(({ messageId }) => messageId !== null);
const WITH_BOUNDARY = CLIENT_FAMILIES.filter(({ boundary }) => boundary !== null);

/** @param text - X-Mailer or User-Agent. */
export function claimedFamily(text: string): ClientFamily | null {
  const short = text.slice(0, 300);
  return CLAIMING.find(({ claims }) => claims?.test(short)) ?? null;
}

export function familyOfMessageId(messageId: string | null): ClientFamily | null {
  if (messageId === null || messageId.length > 500) return null;
  return WITH_MESSAGE_ID.find((one) => one.messageId?.test(messageId)) ?? null;
}

export function familyOfBoundary(boundary: string | null): ClientFamily | null {
  if (boundary === null) return null;
  return WITH_BOUNDARY.find((one) => one.boundary?.test(boundary)) ?? null;
}
