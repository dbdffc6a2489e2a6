/** A manifest with one fault, of every kind: each is found, and by the code that names it. */
import type { ManifestFindingCode } from "../../src/manifest/findings.ts";
import { validateManifest } from "../../src/manifest/validate.ts";
import { context, HOST, manifestOf } from "./sample.ts";

function codesOf(text: string): string[] {
  return validateManifest(text, context).map((one) => one.code);
}

type Mutation = readonly [what: string, find: string | RegExp, instead: string, code: ManifestFindingCode];

function check(text: string, [, find, instead, code]: Mutation): void {
  const mutated = text.replace(find, instead);
  expect(mutated).not.toBe(text);
  expect(codesOf(mutated)).toContain(code);
}

const long = (length: number) => "x".repeat(length);

const IN_EMPLOYEE: readonly Mutation[] = [
  ["a document type", "<OfficeApp", "<!DOCTYPE x>\n<OfficeApp", "XML_DTD"],
  ["an entity", "<OfficeApp", '<!ENTITY a "b">\n<OfficeApp', "XML_DTD"],
  ["an end tag left out", "</Permissions>", "", "XML_NOT_WELL_FORMED"],
  [
    "an attribute twice",
    '<Host Name="Mailbox"',
    '<Host Name="Mailbox" Name="Mailbox"',
    "XML_NOT_WELL_FORMED",
  ],
  ["an unknown entity", "Report threat", "&nbsp;", "XML_NOT_WELL_FORMED"],
  ["another root", /OfficeApp/g, "OfficeAdd", "ELEMENT_UNKNOWN"],
  ["another kind of add-in", 'xsi:type="MailApp"', 'xsi:type="TaskPaneApp"', "TYPE_UNKNOWN"],
  ["another name space", "mailappversionoverrides/1.1", "mailappversionoverrides/1.2", "ELEMENT_UNKNOWN"],
  [
    "1.1 outside 1.0",
    / {2}<VersionOverrides xmlns="[^"]*overrides" [^>]*>\n([^]*)\n {2}<\/VersionOverrides>/,
    "$1",
    "ELEMENT_UNKNOWN",
  ],
  ["an element of ours elsewhere", "<Permissions>", "<Supertip/><Permissions>", "ELEMENT_UNKNOWN"],
  ["a stray text", "<Hosts>", "<Hosts>text", "TEXT_UNEXPECTED"],
  ["an unknown attribute", "<Hosts>", '<Hosts id="x">', "ATTRIBUTE_UNKNOWN"],
  ["two Ids", "<Version>", "<Id>ba8db137-d433-5cf4-b58b-0e3e2535dba5</Id><Version>", "ELEMENT_REPEATED"],
  ["no GUID", /<Id>[^<]*/, "<Id>zegel", "GUID_INVALID"],
  ["a GUID in braces", /<Id>([^<]*)/, "<Id>{$1}", "GUID_INVALID"],
  ["three numbers", "1.0.1.0", "1.0.1", "VERSION_INVALID"],
  ["a version with a word", "1.0.1.0", "1.0.1.beta", "VERSION_INVALID"],
  ["a version that Microsoft 365 refuses", "1.0.1.0", "0.1.0.0", "VERSION_TOO_LOW"],
  ["another default language", ">en-US<", ">nl-NL<", "VALUE_INVALID"],
  ["a name too long", 'DefaultValue="Zegel"', `DefaultValue="${long(126)}"`, "TEXT_TOO_LONG"],
  ["a description too long", '"Report a threatening mail. Its', `"${long(250)}. Its`, "TEXT_TOO_LONG"],
  ["a label too long", '"Report threat"', `"${long(126)}"`, "TEXT_TOO_LONG"],
  ["a translation too long", '"Dreiging melden"', `"${long(126)}"`, "TEXT_TOO_LONG"],
  ["an empty label", '"Report threat"', '" "', "TEXT_EMPTY"],
  ["a resid too long", /Text\.Violence/g, `Text.${long(28)}`, "RESID_TOO_LONG"],
  ["an icon by http", 'IconUrl DefaultValue="https:', 'IconUrl DefaultValue="http:', "URL_NOT_HTTPS"],
  [
    "the pane by http",
    `SourceLocation DefaultValue="${HOST}`,
    'SourceLocation DefaultValue="http://a',
    "URL_NOT_HTTPS",
  ],
  [
    "a page by http",
    'id="Url.Pane" DefaultValue="https:',
    'id="Url.Pane" DefaultValue="http:',
    "URL_NOT_HTTPS",
  ],
  [
    "a script address",
    'id="Url.Pane" DefaultValue="https:',
    'id="Url.Pane" DefaultValue="javascript:',
    "URL_NOT_HTTPS",
  ],
  [
    "a page of another host",
    `id="Url.Commands" DefaultValue="${HOST}`,
    'id="Url.Commands" DefaultValue="https://evil.example',
    "URL_FOREIGN",
  ],
  [
    "a domain with a path",
    "<Hosts>",
    "<AppDomains><AppDomain>https://a.example/x</AppDomain></AppDomains><Hosts>",
    "DOMAIN_INVALID",
  ],
  [
    "a domain by http",
    "<Hosts>",
    "<AppDomains><AppDomain>http://a.example</AppDomain></AppDomains><Hosts>",
    "DOMAIN_INVALID",
  ],
  ["an empty list of domains", "<Hosts>", "<AppDomains/><Hosts>", "ELEMENT_MISSING"],
  ["a high requirement", 'MinVersion="1.5"', 'MinVersion="1.14"', "REQUIREMENT_TOO_HIGH"],
  ["a high requirement inside", 'DefaultMinVersion="1.5"', 'DefaultMinVersion="1.8"', "REQUIREMENT_TOO_HIGH"],
  ["a reference to nothing", 'Label resid="Text.Report"', 'Label resid="Text.Nothing"', "RESID_UNRESOLVED"],
  [
    "a short text where a long one belongs",
    'Description resid="Long.Send"',
    'Description resid="Text.SendTip"',
    "RESID_UNRESOLVED",
  ],
  [
    "a text nobody uses",
    "<bt:LongStrings>",
    '<bt:LongStrings><bt:String id="Long.More" DefaultValue="x"/>',
    "RESOURCE_UNUSED",
  ],
  ["a text twice", ' id="Text.Stalking"', ' id="Text.Other"', "RESOURCE_REPEATED"],
  ["Dutch left out", /<bt:Override Locale="nl-NL" Value="Dreiging melden"\/>/, "", "LOCALE_MISSING"],
  ["the name's German left out", /<Override Locale="de-DE" Value="Zegel"\/>/, "", "LOCALE_MISSING"],
  ["a bare language", 'Locale="de-DE"', 'Locale="de"', "VALUE_INVALID"],
  ["a fifth language", 'Locale="de-DE"', 'Locale="es-ES"', "LOCALE_UNKNOWN"],
  ["a language twice", 'Locale="de-DE"', 'Locale="nl-NL"', "LOCALE_REPEATED"],
  ["an id twice", "ZegelReportAndSendButton", "ZegelReportButton", "CONTROL_ID_REPEATED"],
  ["an id that the pane does not know", "ZegelSpamReportButton", "SpamButton", "FEATURE_MISSING"],
  ["another function", ">reportAndSend<", ">onSpamReport<", "FEATURE_MISSING"],
  ["a function that no bundle has", ">reportAndSend<", ">reportNow<", "FUNCTION_UNKNOWN"],
  ["a page that no build has", "/commands.html", "/functions.html", "PAGE_MISSING"],
  [
    "another page for the spam button",
    '<SourceLocation resid="Url.Commands"/>',
    '<SourceLocation resid="Url.Pane"/>',
    "RUNTIME_MISMATCH",
  ],
  [
    "another page for the runtime",
    '<Runtime resid="Url.Commands">',
    '<Runtime resid="Url.Pane">',
    "RUNTIME_MISMATCH",
  ],
  ["no script for classic Windows", /<Override type="javascript"[^>]*>/, "", "ELEMENT_MISSING"],
  ["another language than JavaScript", 'type="javascript"', 'type="wasm"', "VALUE_INVALID"],
  [
    "six answers",
    '<Option resid="Text.Other"/>',
    '<Option resid="Text.Other"/><Option resid="Text.Stalking"/>',
    "OPTIONS_TOO_MANY",
  ],
  ["no answers", /<ReportingOptions>[^]*<\/ReportingOptions>/, "", "ELEMENT_MISSING"],
  ["more permission", ">ReadItem<", ">ReadWriteMailbox<", "PERMISSION_EXCESSIVE"],
  ["a permission that none needs", ">ReadItem<", ">ReadWriteItem<", "VALUE_INVALID"],
  [
    "several mails without the permission",
    "<SupportsNoItemContext>",
    "<SupportsMultiSelect>true</SupportsMultiSelect><SupportsNoItemContext>",
    "PERMISSION_MISSING",
  ],
  [
    "several mails on a function",
    "</FunctionName>",
    "</FunctionName><SupportsMultiSelect>true</SupportsMultiSelect>",
    "ELEMENT_UNKNOWN",
  ],
  [
    "extended permissions",
    "</Resources>",
    "</Resources><ExtendedPermissions><ExtendedPermission>AppendOnSend</ExtendedPermission></ExtendedPermissions>",
    "PERMISSION_EXTENDED",
  ],
  [
    "identity for an old sign-in",
    "</Resources>",
    "</Resources><WebApplicationInfo><Id>x</Id></WebApplicationInfo>",
    "ELEMENT_UNKNOWN",
  ],
  [
    "a button while writing",
    "AppointmentAttendeeCommandSurface",
    "MessageComposeCommandSurface",
    "TYPE_UNKNOWN",
  ],
  ["a false switch", "<SupportsPinning>true", "<SupportsPinning>false", "VALUE_INVALID"],
  [
    "shared mailboxes left out",
    /<SupportsSharedFolders>true<\/SupportsSharedFolders>/,
    "",
    "FEATURE_MISSING",
  ],
  ["no appointments", /<Rule xsi:type="ItemIs" ItemType="Appointment"[^>]*>/, "", "FEATURE_MISSING"],
  ["compose by the old rules", 'FormType="Read"', 'FormType="Edit"', "VALUE_INVALID"],
  [
    "a Supertip on a phone",
    /(id="ZegelMobileButton">\s*<Label[^>]*>)/,
    '$1<Supertip><Title resid="Text.ReportTip"/><Description resid="Long.Report"/></Supertip>',
    "ELEMENT_UNKNOWN",
  ],
  [
    "a phone's icon without a scale",
    /<bt:Image size="48" scale="3" resid="Mobile.144"\/>/,
    "",
    "ICON_SIZE_MISSING",
  ],
  ["a phone's icon of the ribbon's kind", ' xsi:type="bt:MobileIconList"', "", "ATTRIBUTE_MISSING"],
  ["a size that must be there", '<bt:Image size="80" resid="Icon.80"/>', "", "ICON_SIZE_MISSING"],
  ["an icon of other pixels", /assets\/icon-80\.png/, "assets/icon-64.png", "ICON_FILE_PIXELS"],
  ["a store icon of other pixels", "assets/icon-128.png", "assets/icon-80.png", "ICON_FILE_PIXELS"],
  ["an icon that is not there", /assets\/icon-16\.png/, "assets/icon-17.png", "ICON_FILE_MISSING"],
];

describe("the employee's with", () => {
  test.each(IN_EMPLOYEE)("%s", (...mutation) => check(manifestOf("employee"), mutation));
});

const IN_HR: readonly Mutation[] = [
  ["too little permission", ">ReadWriteMailbox<", ">ReadItem<", "PERMISSION_MISSING"],
  ["pinning left out", /<SupportsPinning>true<\/SupportsPinning>/, "", "FEATURE_MISSING"],
  [
    "the selection twice",
    "<SupportsMultiSelect>true</SupportsMultiSelect>",
    "<SupportsMultiSelect>true</SupportsMultiSelect><SupportsMultiSelect>true</SupportsMultiSelect>",
    "ELEMENT_REPEATED",
  ],
  // Without its selection it is an employee's, which has no use for the whole mailbox.
  ["no selection", /<SupportsMultiSelect>true<\/SupportsMultiSelect>/, "", "PERMISSION_EXCESSIVE"],
];

describe("HR's with", () => {
  test.each(IN_HR)("%s", (...mutation) => check(manifestOf("hr"), mutation));
});

const IN_ONPREM: readonly Mutation[] = [
  ["too little permission", ">ReadWriteMailbox<", ">ReadItem<", "PERMISSION_MISSING"],
  [
    "pinning, which Exchange Server does not know",
    /(1\.1"[^]*?<SourceLocation resid="Url.Pane"\/>)/,
    "$1<SupportsPinning>true</SupportsPinning>",
    "ELEMENT_UNKNOWN",
  ],
  [
    "shared folders in 1.0",
    /<DesktopFormFactor>/,
    "<DesktopFormFactor><SupportsSharedFolders>true</SupportsSharedFolders>",
    "ELEMENT_UNKNOWN",
  ],
  ["a reference out of its own part", /(1\.1"[^]*?)<bt:Url id="Url.Pane"[^>]*>/, "$1", "RESID_UNRESOLVED"],
];

describe("Exchange Server's with", () => {
  test.each(IN_ONPREM)("%s", (...mutation) => check(manifestOf("onprem"), mutation));
});

test("a variant that was asked for is checked as that", () => {
  const asHr = validateManifest(manifestOf("employee"), { ...context, variant: "hr" }).map((one) => one.code);
  expect(asHr).toEqual(expect.arrayContaining(["PERMISSION_MISSING", "FEATURE_MISSING"]));
});
