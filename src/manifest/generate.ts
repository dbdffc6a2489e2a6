/** Makes an organisation's add-in only manifest (XML) for Outlook. docs/deployment/ says which variant is for whom. */
import { type EvidenceError, refuse } from "../core/base/errors.ts";
import { ok, type Result } from "../core/base/result.ts";
import { guidFor, isGuid, manifestVersion, readHost } from "./identity.ts";
import { iconPath, overrides, resourcesFor } from "./resources.ts";
import {
  appointmentAttendee,
  desktopFormFactor,
  messageRead,
  mobileFormFactor,
  PAGES,
  runtimes,
  spamReport,
} from "./surfaces.ts";
import { DEFAULT_LOCALE, DESCRIPTION, NAMES } from "./words.ts";
import { element, formatXml, type XmlElement } from "./xml.ts";

/**
 * "employee" may read the mail that is open and nothing else. "hr" reports many selected mails in one step, "onprem"
 * asks Exchange on-premises by EWS: Outlook gives either only to add-ins that may read and write the whole mailbox.
 */
export const VARIANTS = ["employee", "hr", "onprem"] as const;
export type Variant = (typeof VARIANTS)[number];

export const PERMISSIONS: Readonly<Record<Variant, "ReadItem" | "ReadWriteMailbox">> = {
  employee: "ReadItem",
  hr: "ReadWriteMailbox",
  onprem: "ReadWriteMailbox",
};

/** Low on purpose: a higher set would hide pane and mobile; what needs more is asked for at run time. */
export const MAILBOX_SET = "1.5";

export interface ManifestOptions {
  /** https address that serves the pane. */
  readonly host: string;
  readonly variant: Variant;
  /** Version of the release, such as "0.1.0". */
  readonly version: string;
  /** GUID of the add-in; derived from host and variant unless given. */
  readonly id?: string;
  /** https address of the organisation's own help page; the pane's own page unless given: Microsoft 365 wants one. */
  readonly supportUrl?: string;
  /** False leaves Outlook's own Report button as it is (employee only; on unless told). */
  readonly spamButton?: boolean;
}

export const NAMESPACES = {
  app: "http://schemas.microsoft.com/office/appforoffice/1.1",
  bt: "http://schemas.microsoft.com/office/officeappbasictypes/1.0",
  v10: "http://schemas.microsoft.com/office/mailappversionoverrides",
  v11: "http://schemas.microsoft.com/office/mailappversionoverrides/1.1",
  xsi: "http://www.w3.org/2001/XMLSchema-instance",
} as const;

interface Plan {
  readonly origin: string;
  readonly variant: Variant;
  readonly id: string;
  readonly version: string;
  readonly supportUrl: string;
  readonly spamButton: boolean;
}

/** @returns The manifest's text, or INPUT_INVALID with what is wrong with the options. */
export function generateManifest(options: ManifestOptions): Result<string, EvidenceError> {
  const host = readHost(options.host);
  if (!host.ok) return host;
  const version = manifestVersion(options.version);
  if (version === null) return refuse("INPUT_INVALID", "the version must be three numbers");
  const id = options.id ?? guidFor(host.value, options.variant);
  if (!isGuid(id)) return refuse("INPUT_INVALID", "the id must be a GUID");
  const supportUrl = options.supportUrl ?? `${host.value}${PAGES["Url.Pane"]}`;
  if (!URL.canParse(supportUrl) || !supportUrl.startsWith("https://"))
    return refuse("INPUT_INVALID", "the help page must be an https address");
  const spamButton = options.variant === "employee" && options.spamButton !== false;
  const plan = { origin: host.value, variant: options.variant, id: id.toLowerCase(), version };
  return ok(
    `<?xml version="1.0" encoding="UTF-8"?>\n${formatXml(officeApp({ ...plan, supportUrl, spamButton }))}`,
  );
}

function officeApp(plan: Plan): XmlElement {
  const attributes = {
    xmlns: NAMESPACES.app,
    "xmlns:xsi": NAMESPACES.xsi,
    "xmlns:bt": NAMESPACES.bt,
    "xsi:type": "MailApp",
  };
  return element("OfficeApp", attributes, [...identity(plan), ...activation(plan), versionOverrides(plan)]);
}

function identity(plan: Plan): XmlElement[] {
  const name = NAMES[plan.variant];
  return [
    element("Id", {}, plan.id),
    element("Version", {}, plan.version),
    element("ProviderName", {}, "Zegel"),
    element("DefaultLocale", {}, DEFAULT_LOCALE),
    element("DisplayName", { DefaultValue: name["en-US"] }, overrides("Override", name)),
    element("Description", { DefaultValue: DESCRIPTION["en-US"] }, overrides("Override", DESCRIPTION)),
    element("IconUrl", { DefaultValue: `${plan.origin}${iconPath(64, "ribbon")}` }),
    element("HighResolutionIconUrl", { DefaultValue: `${plan.origin}${iconPath(128, "ribbon")}` }),
    element("SupportUrl", { DefaultValue: plan.supportUrl }),
    ...appDomains(plan),
  ];
}

/** The pane's own origin is trusted anyway, but for dialogs of a pane on localhost; sign-in dialogs need no domain. */
function appDomains({ origin }: Plan): XmlElement[] {
  if (new URL(origin).hostname !== "localhost") return [];
  return [element("AppDomains", {}, [element("AppDomain", {}, origin)])];
}

/** What clients use that know no VersionOverrides: reading views only, never compose. */
function activation(plan: Plan): XmlElement[] {
  const set = element("Set", { Name: "Mailbox", MinVersion: MAILBOX_SET });
  const settings = element("DesktopSettings", {}, [
    element("SourceLocation", { DefaultValue: `${plan.origin}${PAGES["Url.Pane"]}` }),
    element("RequestedHeight", {}, "450"),
  ]);
  const rule = (itemType: string) =>
    element("Rule", { "xsi:type": "ItemIs", ItemType: itemType, FormType: "Read" });
  return [
    element("Hosts", {}, [element("Host", { Name: "Mailbox" })]),
    element("Requirements", {}, [element("Sets", {}, [set])]),
    element("FormSettings", {}, [element("Form", { "xsi:type": "ItemRead" }, [settings])]),
    element("Permissions", {}, PERMISSIONS[plan.variant]),
    element("Rule", { "xsi:type": "RuleCollection", Mode: "Or" }, [rule("Message"), rule("Appointment")]),
  ];
}

function versionOverrides(plan: Plan): XmlElement {
  const newer = overridesElement("v11", "VersionOverridesV1_1", plan, hostOf(plan));
  if (plan.variant === "onprem")
    return overridesElement("v10", "VersionOverridesV1_0", plan, oldHost(), newer);
  return element("VersionOverrides", overridesAttributes("v10", "VersionOverridesV1_0"), [newer]);
}

function overridesAttributes(namespace: "v10" | "v11", type: string): Record<string, string> {
  return { xmlns: NAMESPACES[namespace], "xsi:type": type };
}

function overridesElement(
  namespace: "v10" | "v11",
  type: string,
  plan: Plan,
  host: XmlElement,
  nested?: XmlElement,
): XmlElement {
  const sets = element("bt:Sets", { DefaultMinVersion: MAILBOX_SET }, [
    element("bt:Set", { Name: "Mailbox" }),
  ]);
  const head = [
    element("Description", { resid: "Long.Description" }),
    element("Requirements", {}, [sets]),
    element("Hosts", {}, [host]),
  ];
  const resources = resourcesFor(head, plan.origin);
  return element("VersionOverrides", overridesAttributes(namespace, type), [
    ...head,
    resources,
    ...(nested === undefined ? [] : [nested]),
  ]);
}

const MAIL_HOST = { "xsi:type": "MailHost" };

/** What the first schemas have. It stands in both VersionOverrides of "onprem": some clients know only the first. */
function oldHost(): XmlElement {
  return element("Host", MAIL_HOST, [desktopFormFactor(false, [messageRead({}), appointmentAttendee()])]);
}

function hostOf({ variant, spamButton }: Plan): XmlElement {
  // Exchange on-premises checks a manifest against its own, older schema, which has no pinning even.
  if (variant === "onprem") return oldHost();
  const points = [
    messageRead({
      SupportsPinning: true,
      SupportsNoItemContext: true,
      ...(variant === "hr" ? { SupportsMultiSelect: true } : {}),
    }),
    appointmentAttendee(),
    ...(spamButton ? [spamReport()] : []),
  ];
  return element("Host", MAIL_HOST, [
    ...(spamButton ? [runtimes()] : []),
    desktopFormFactor(true, points),
    mobileFormFactor(),
  ]);
}
