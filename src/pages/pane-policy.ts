/** The policy under which the pane's pages run, here and in production. */

export interface PanePolicy {
  /** Origin of the intake. */
  readonly intakeUrl: string;
  /** Microsoft Graph; null where the build never asks it. */
  readonly graphUrl: string | null;
  /** The token service, asked by the sign-in window alone; null where the build has no sign-in. */
  readonly authority: string | null;
  /** Where office.js comes from: null for the pane's own server (development), else Microsoft's address of it. */
  readonly officeJs: string | null;
  /** Origins that may frame the pane: Outlook's, or the simulator's. */
  readonly frameAncestors: readonly string[];
}

/** Hash of the empty string: Griffel appends empty style elements and fills them through CSSOM. */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** office.js loads one library from another host of Microsoft's. */
const MICROSOFT_AJAX = "https://ajax.aspnetcdn.com/ajax/3.5/MicrosoftAjax.js";

/** @returns The value of Content-Security-Policy: nothing "unsafe", and no host but those that the build names. */
export function paneContentSecurityPolicy(policy: PanePolicy): string {
  const { intakeUrl, graphUrl, authority, officeJs, frameAncestors } = policy;
  const connect = [intakeUrl, ...[graphUrl, authority].flatMap((url) => (url === null ? [] : `${url}/`))];
  const scripts = officeJs === null ? [] : [new URL(".", officeJs).href, MICROSOFT_AJAX];
  return [
    "default-src 'none'",
    ["script-src 'self'", ...scripts].join(" "),
    "worker-src 'self'",
    `style-src 'self' ${EMPTY_STYLE}`,
    `connect-src 'self' ${connect.join(" ")}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frameAncestors.join(" ")}`,
    "require-trusted-types-for 'script'",
    "trusted-types zegel-pane default",
  ].join("; ");
}

/** Value of Permissions-Policy: the pane uses none of these, so nothing that got into it may either. */
export const panePermissionsPolicy = [
  "accelerometer",
  "autoplay",
  "browsing-topics",
  "camera",
  "display-capture",
  "geolocation",
  "gyroscope",
  "hid",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "serial",
  "usb",
  "xr-spatial-tracking",
]
  .map((feature) => `${feature}=()`)
  .join(", ");
