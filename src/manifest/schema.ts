/**
 * The elements of our manifests, each with its attributes and children in the order of Microsoft's schemas
 * ([MS-OWEMXML] 5.2 OfficeApp 1.1, 5.4 and 5.5 VersionOverrides 1.0 and 1.1, 5.6 basic types). It is a profile: an
 * element of those schemas that we do not use is refused too, and one that we always write is required.
 */
import type { FormName } from "./forms.ts";

export interface ElementRule {
  /** Form by attribute name; all are required but those ending in "?". */
  readonly attributes: Readonly<Record<string, FormName>>;
  /** Children in order, or the form of the text inside. */
  readonly content: readonly ChildRule[] | FormName;
}

export interface ChildRule {
  /** Name space and name, as in "bt:String". */
  readonly name: string;
  /** Key in SCHEMA, or keys by xsi:type. */
  readonly type: string | Readonly<Record<string, string>>;
  readonly min: number;
  readonly max: number;
}

type ChildType = ChildRule["type"];

function one(name: string, type: ChildType): ChildRule {
  return { name, type, min: 1, max: 1 };
}

function optional(name: string, type: ChildType): ChildRule {
  return { name, type, min: 0, max: 1 };
}

function some(name: string, type: ChildType, max = Number.POSITIVE_INFINITY): ChildRule {
  return { name, type, min: 1, max };
}

function rule(attributes: ElementRule["attributes"], ...content: readonly ChildRule[]): ElementRule {
  return { attributes, content };
}

function text(form: FormName): ElementRule {
  return { attributes: {}, content: form };
}

const TEXTS = {
  guid: text("guid"),
  version: text("version"),
  provider: text("short"),
  defaultLocale: text("defaultLocale"),
  domain: text("domain"),
  height: text("height"),
  permissions: text("permissions"),
  functionName: text("functionName"),
  yes: text("yes"),
} as const;

/** References and values with overrides. */
const VALUES = {
  reference: rule({ resid: "resid" }),
  url: rule({ DefaultValue: "https" }),
  shortOverride: rule({ Locale: "locale", Value: "short" }),
  longOverride: rule({ Locale: "locale", Value: "long" }),
  shortSetting: rule({ DefaultValue: "short" }, some("app:Override", "shortOverride")),
  longSetting: rule({ DefaultValue: "long" }, some("app:Override", "longOverride")),
  urlResource: rule({ id: "resid", DefaultValue: "https" }),
  shortString: rule({ id: "resid", DefaultValue: "short" }, some("bt:Override", "shortOverride")),
  longString: rule({ id: "resid", DefaultValue: "long" }, some("bt:Override", "longOverride")),
  images: rule({}, some("bt:Image", "urlResource")),
  urls: rule({}, some("bt:Url", "urlResource")),
  shortStrings: rule({}, some("bt:String", "shortString")),
  longStrings: rule({}, some("bt:String", "longString")),
  ribbonImage: rule({ size: "pixels", resid: "resid" }),
  mobileImage: rule({ size: "points", scale: "scale", resid: "resid" }),
  ribbonIcon: rule({}, some("bt:Image", "ribbonImage")),
  mobileIcon: rule({}, some("bt:Image", "mobileImage")),
  newerSet: rule({ Name: "mailbox", "MinVersion?": "set" }),
  newerSets: rule({ DefaultMinVersion: "set" }, one("bt:Set", "newerSet")),
  newerRequirements: rule({}, one("bt:Sets", "newerSets")),
} as const;

const OFFICE_APP = {
  mailApp: rule(
    {},
    one("app:Id", "guid"),
    one("app:Version", "version"),
    one("app:ProviderName", "provider"),
    one("app:DefaultLocale", "defaultLocale"),
    one("app:DisplayName", "shortSetting"),
    one("app:Description", "longSetting"),
    one("app:IconUrl", "url"),
    one("app:HighResolutionIconUrl", "url"),
    one("app:SupportUrl", "url"),
    optional("app:AppDomains", "appDomains"),
    one("app:Hosts", "hosts"),
    one("app:Requirements", "requirements"),
    one("app:FormSettings", "formSettings"),
    one("app:Permissions", "permissions"),
    one("app:Rule", { RuleCollection: "ruleCollection" }),
    one("v10:VersionOverrides", { VersionOverridesV1_0: "overrides10" }),
  ),
  appDomains: rule({}, some("app:AppDomain", "domain")),
  hosts: rule({}, one("app:Host", "host")),
  host: rule({ Name: "mailbox" }),
  requirements: rule({}, one("app:Sets", "sets")),
  sets: rule({}, one("app:Set", "set")),
  set: rule({ Name: "mailbox", MinVersion: "set" }),
  formSettings: rule({}, one("app:Form", { ItemRead: "form" })),
  form: rule({}, one("app:DesktopSettings", "desktopSettings")),
  desktopSettings: rule({}, one("app:SourceLocation", "url"), one("app:RequestedHeight", "height")),
  ruleCollection: rule({ Mode: "or" }, some("app:Rule", { ItemIs: "itemIs" })),
  itemIs: rule({ ItemType: "readItem", FormType: "read" }),
} as const;

/** The types that both VersionOverrides have, once in each name space. */
function overridesTypes(space: "v10" | "v11"): Record<string, ElementRule> {
  const of = (type: string) => `${space}.${type}`;
  const child = (name: string) => `${space}:${name}`;
  const reference = (name: string) => one(child(name), "reference");
  const surfaces = {
    MessageReadCommandSurface: of("ribbonSurface"),
    AppointmentAttendeeCommandSurface: of("ribbonSurface"),
  };
  const actions = { ShowTaskpane: of("showTaskpane"), ExecuteFunction: of("executeFunction") };
  return {
    [of("ribbonSurfaces")]: rule({}, reference("FunctionFile"), some(child("ExtensionPoint"), surfaces)),
    [of("ribbonSurface")]: rule({}, one(child("OfficeTab"), of("tab"))),
    [of("tab")]: rule({ id: "defaultTab" }, one(child("Group"), of("group"))),
    [of("group")]: rule(
      { id: "controlId" },
      reference("Label"),
      some(child("Control"), { Button: of("button") }),
    ),
    [of("button")]: rule(
      { id: "controlId" },
      reference("Label"),
      one(child("Supertip"), of("supertip")),
      one(child("Icon"), "ribbonIcon"),
      one(child("Action"), actions),
    ),
    [of("supertip")]: rule({}, reference("Title"), reference("Description")),
    [of("showTaskpane")]: rule({}, reference("SourceLocation")),
    // FunctionName alone: Outlook ignores SupportsMultiSelect here (OfficeDev/office-js#5232).
    [of("executeFunction")]: rule({}, one(child("FunctionName"), "functionName")),
    [of("resources")]: rule(
      {},
      one("bt:Images", "images"),
      one("bt:Urls", "urls"),
      one("bt:ShortStrings", "shortStrings"),
      one("bt:LongStrings", "longStrings"),
    ),
  };
}

const OVERRIDES_1_0: Readonly<Record<string, ElementRule>> = {
  ...overridesTypes("v10"),
  // Empty but for the newer ones, or complete: Outlook takes the newest that it knows.
  overrides10: rule(
    {},
    optional("v10:Description", "reference"),
    optional("v10:Requirements", "newerRequirements"),
    optional("v10:Hosts", "hosts10"),
    optional("v10:Resources", "v10.resources"),
    one("v11:VersionOverrides", { VersionOverridesV1_1: "overrides11" }),
  ),
  hosts10: rule({}, one("v10:Host", { MailHost: "mailHost10" })),
  mailHost10: rule({}, one("v10:DesktopFormFactor", "v10.ribbonSurfaces")),
};

const OVERRIDES_1_1: Readonly<Record<string, ElementRule>> = {
  ...overridesTypes("v11"),
  overrides11: rule(
    {},
    one("v11:Description", "reference"),
    one("v11:Requirements", "newerRequirements"),
    one("v11:Hosts", "hosts11"),
    one("v11:Resources", "v11.resources"),
  ),
  hosts11: rule({}, one("v11:Host", { MailHost: "mailHost11" })),
  mailHost11: rule(
    {},
    optional("v11:Runtimes", "runtimes"),
    one("v11:DesktopFormFactor", "desktopFormFactor"),
    optional("v11:MobileFormFactor", "mobileFormFactor"),
  ),
  runtimes: rule({}, one("v11:Runtime", "runtime")),
  runtime: rule({ resid: "resid" }, one("v11:Override", "runtimeOverride")),
  runtimeOverride: rule({ type: "javascript", resid: "resid" }),
  desktopFormFactor: rule(
    {},
    optional("v11:SupportsSharedFolders", "yes"),
    one("v11:FunctionFile", "reference"),
    some("v11:ExtensionPoint", {
      MessageReadCommandSurface: "v11.ribbonSurface",
      AppointmentAttendeeCommandSurface: "v11.ribbonSurface",
      ReportPhishingCommandSurface: "spamSurface",
    }),
  ),
  "v11.showTaskpane": rule(
    {},
    one("v11:SourceLocation", "reference"),
    optional("v11:SupportsPinning", "yes"),
    optional("v11:SupportsNoItemContext", "yes"),
    optional("v11:SupportsMultiSelect", "yes"),
  ),
  spamSurface: rule({}, one("v11:ReportPhishingCustomization", "spamCustomization")),
  spamCustomization: rule(
    {},
    one("v11:Control", { Button: "spamButton" }),
    one("v11:PreProcessingDialog", "spamDialog"),
    one("v11:SourceLocation", "reference"),
  ),
  spamButton: rule(
    { id: "controlId" },
    one("v11:Label", "reference"),
    one("v11:Supertip", "v11.supertip"),
    one("v11:Icon", "ribbonIcon"),
    one("v11:Action", { ExecuteFunction: "v11.executeFunction" }),
  ),
  spamDialog: rule(
    {},
    one("v11:Title", "reference"),
    one("v11:Description", "reference"),
    one("v11:ReportingOptions", "spamOptions"),
    one("v11:FreeTextLabel", "reference"),
  ),
  // More than five are counted by a rule of their own, which says why.
  spamOptions: rule({}, one("v11:Title", "reference"), some("v11:Option", "reference")),
  mobileFormFactor: rule({}, one("v11:ExtensionPoint", { MobileMessageReadCommandSurface: "mobileSurface" })),
  mobileSurface: rule({}, one("v11:Group", "mobileGroup")),
  mobileGroup: rule(
    { id: "controlId" },
    one("v11:Label", "reference"),
    one("v11:Control", { MobileButton: "mobileButton" }),
  ),
  mobileButton: rule(
    { id: "controlId" },
    one("v11:Label", "reference"),
    one("v11:Icon", { "bt:MobileIconList": "mobileIcon" }),
    one("v11:Action", { ShowTaskpane: "mobileShowTaskpane" }),
  ),
  // The pane on a phone knows no pinning and no selection.
  mobileShowTaskpane: rule({}, one("v11:SourceLocation", "reference")),
};

export const SCHEMA: Readonly<Record<string, ElementRule>> = {
  ...TEXTS,
  ...VALUES,
  ...OFFICE_APP,
  ...OVERRIDES_1_0,
  ...OVERRIDES_1_1,
};

export const ROOT: ChildRule = one("app:OfficeApp", { MailApp: "mailApp" });
