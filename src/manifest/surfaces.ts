/** The buttons of the add-in and where Outlook shows them. Ids and function names are a contract with the pane. */
import type { LongId, ShortId } from "./words.ts";
import { element, type XmlElement } from "./xml.ts";

/** 16, 32 and 80 are a must; the others spare Outlook from scaling at 125, 150 and 200 per cent. */
export const RIBBON_ICON_SIZES = [16, 20, 24, 32, 40, 48, 64, 80] as const;
/** Points; each is needed at scale 1, 2 and 3. */
export const MOBILE_ICON_SIZES = [25, 32, 48] as const;
export const MOBILE_ICON_SCALES = [1, 2, 3] as const;

export const CONTROL_IDS = {
  report: "ZegelReportButton",
  send: "ZegelReportAndSendButton",
  spam: "ZegelSpamReportButton",
  appointment: "ZegelAppointmentButton",
  mobile: "ZegelMobileButton",
} as const;

export const FUNCTION_NAMES = { send: "reportAndSend", spam: "onSpamReport" } as const;

/** Pages on the host, by resource id. */
export const PAGES = {
  "Url.Pane": "/index.html",
  "Url.Commands": "/commands.html",
  "Url.SpamScript": "/spam-report.js",
} as const;

type Switches = Readonly<
  Partial<Record<"SupportsPinning" | "SupportsNoItemContext" | "SupportsMultiSelect", true>>
>;

const XSI_TYPE = "xsi:type";

function reference(name: string, resid: ShortId | LongId | keyof typeof PAGES): XmlElement {
  return element(name, { resid });
}

function ribbonIcon(): XmlElement {
  const images = RIBBON_ICON_SIZES.map((size) =>
    element("bt:Image", { size: String(size), resid: `Icon.${size}` }),
  );
  return element("Icon", {}, images);
}

function mobileIcon(): XmlElement {
  const images = MOBILE_ICON_SIZES.flatMap((size) =>
    MOBILE_ICON_SCALES.map((scale) =>
      element("bt:Image", { size: String(size), scale: String(scale), resid: `Mobile.${size * scale}` }),
    ),
  );
  return element("Icon", { [XSI_TYPE]: "bt:MobileIconList" }, images);
}

function showPane(switches: Switches): XmlElement {
  // The schema's order, which is not the documentation's.
  const order = ["SupportsPinning", "SupportsNoItemContext", "SupportsMultiSelect"] as const;
  const set = order.filter((name) => switches[name]).map((name) => element(name, {}, "true"));
  return element("Action", { [XSI_TYPE]: "ShowTaskpane" }, [reference("SourceLocation", "Url.Pane"), ...set]);
}

function runFunction(name: string): XmlElement {
  return element("Action", { [XSI_TYPE]: "ExecuteFunction" }, [element("FunctionName", {}, name)]);
}

interface ButtonWords {
  readonly label: ShortId;
  readonly title: ShortId;
  readonly description: LongId;
}

function button(id: string, words: ButtonWords, action: XmlElement): XmlElement {
  return element("Control", { [XSI_TYPE]: "Button", id }, [
    reference("Label", words.label),
    element("Supertip", {}, [reference("Title", words.title), reference("Description", words.description)]),
    ribbonIcon(),
    action,
  ]);
}

function ribbon(surface: string, groupId: string, controls: readonly XmlElement[]): XmlElement {
  const group = element("Group", { id: groupId }, [reference("Label", "Text.Group"), ...controls]);
  return element("ExtensionPoint", { [XSI_TYPE]: surface }, [
    element("OfficeTab", { id: "TabDefault" }, [group]),
  ]);
}

/** Pane and one-click button at a mail that is read. */
export function messageRead(switches: Switches): XmlElement {
  const description = switches.SupportsMultiSelect ? "Long.ReportSelected" : "Long.Report";
  return ribbon("MessageReadCommandSurface", "ZegelReadGroup", [
    button(
      CONTROL_IDS.report,
      { label: "Text.Report", title: "Text.ReportTip", description },
      showPane(switches),
    ),
    // No SupportsMultiSelect here: Outlook ignores it on functions (OfficeDev/office-js#5232, "by design").
    button(
      CONTROL_IDS.send,
      { label: "Text.Send", title: "Text.SendTip", description: "Long.Send" },
      runFunction(FUNCTION_NAMES.send),
    ),
  ]);
}

/** The pane at an appointment that someone else organises: threats come as invitations too. */
export function appointmentAttendee(): XmlElement {
  return ribbon("AppointmentAttendeeCommandSurface", "ZegelAppointmentGroup", [
    button(
      CONTROL_IDS.appointment,
      { label: "Text.Report", title: "Text.ReportTip", description: "Long.Report" },
      showPane({}),
    ),
  ]);
}

/** Outlook gives the handler the options as booleans in this order: at most five. */
export const SPAM_OPTIONS = [
  "Text.Violence",
  "Text.Blackmail",
  "Text.Defamation",
  "Text.Stalking",
  "Text.Other",
] as const satisfies readonly ShortId[];

/** Outlook's own place for reporting; on the web and on Windows it takes the place of Microsoft's Report button. */
export function spamReport(): XmlElement {
  const dialog = element("PreProcessingDialog", {}, [
    reference("Title", "Text.Dialog"),
    reference("Description", "Long.Dialog"),
    element("ReportingOptions", {}, [
      reference("Title", "Text.Options"),
      ...SPAM_OPTIONS.map((id) => reference("Option", id)),
    ]),
    reference("FreeTextLabel", "Text.FreeText"),
  ]);
  const customization = element("ReportPhishingCustomization", {}, [
    button(
      CONTROL_IDS.spam,
      { label: "Text.Spam", title: "Text.SpamTip", description: "Long.Spam" },
      runFunction(FUNCTION_NAMES.spam),
    ),
    dialog,
    reference("SourceLocation", "Url.Commands"),
  ]);
  return element("ExtensionPoint", { [XSI_TYPE]: "ReportPhishingCommandSurface" }, [customization]);
}

/** Classic Outlook on Windows runs the spam button's function from one script, without a page. */
export function runtimes(): XmlElement {
  const override = element("Override", { type: "javascript", resid: "Url.SpamScript" });
  return element("Runtimes", {}, [element("Runtime", { resid: "Url.Commands" }, [override])]);
}

export function mobileFormFactor(): XmlElement {
  // No Supertip: the schema of mobile controls has none.
  const control = element("Control", { [XSI_TYPE]: "MobileButton", id: CONTROL_IDS.mobile }, [
    reference("Label", "Text.Report"),
    mobileIcon(),
    showPane({}),
  ]);
  const group = element("Group", { id: "ZegelMobileGroup" }, [reference("Label", "Text.Group"), control]);
  return element("MobileFormFactor", {}, [
    element("ExtensionPoint", { [XSI_TYPE]: "MobileMessageReadCommandSurface" }, [group]),
  ]);
}

export function desktopFormFactor(shared: boolean, points: readonly XmlElement[]): XmlElement {
  return element("DesktopFormFactor", {}, [
    ...(shared ? [element("SupportsSharedFolders", {}, "true")] : []),
    reference("FunctionFile", "Url.Commands"),
    ...points,
  ]);
}
