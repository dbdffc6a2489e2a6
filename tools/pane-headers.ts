/**
 * `node tools/pane-headers.ts CONSTANTS.json [--format nginx|caddy|json] [--frame ORIGIN…]`: the header fields under
 * which the stamped pane is served, from the same builder as the demo's server. CONSTANTS.json is what was stamped
 * (src/ui/build.ts); --frame replaces Outlook's origins, for Outlook on the web of an Exchange Server.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { paneContentSecurityPolicy, panePermissionsPolicy } from "../src/pages/pane-policy.ts";
import type { BuildConstants } from "../src/ui/build.ts";
import { addressOf, formatNamed, type HeaderField } from "./header-fields.ts";

/** Where Outlook on the web and the new Outlook on Windows come from (2026-11). */
const OUTLOOK_ORIGINS = [
  "https://outlook.office.com",
  "https://outlook.office365.com",
  "https://outlook.cloud.microsoft",
  "https://outlook.live.com",
];

const OFFICE_JS = "https://appsforoffice.microsoft.com/lib/1/hosted/office.js";

function headersFor(constants: BuildConstants, frameAncestors: readonly string[]): HeaderField[] {
  const { intakeUrl, graphUrl, entra } = constants;
  const policy = paneContentSecurityPolicy({
    intakeUrl: addressOf(intakeUrl, "intakeUrl"),
    graphUrl: graphUrl === null ? null : addressOf(graphUrl, "graphUrl"),
    authority: entra === null ? null : addressOf(entra.authority, "entra.authority"),
    officeJs: OFFICE_JS,
    frameAncestors: frameAncestors.map((origin) => addressOf(origin, "--frame")),
  });
  return [
    { name: "Content-Security-Policy", value: policy },
    { name: "Permissions-Policy", value: panePermissionsPolicy },
    { name: "X-Content-Type-Options", value: "nosniff" },
    { name: "Referrer-Policy", value: "no-referrer" },
    { name: "Cross-Origin-Resource-Policy", value: "same-origin" },
    { name: "Origin-Agent-Cluster", value: "?1" },
    { name: "Strict-Transport-Security", value: "max-age=31536000" },
  ];
}

const { values, positionals } = parseArgs({
  options: {
    format: { type: "string", default: "nginx" },
    frame: { type: "string", multiple: true },
  },
  allowPositionals: true,
});
const [file] = positionals;
const format = formatNamed(values.format);
if (file === undefined || format === undefined) {
  process.stderr.write(
    "usage: node tools/pane-headers.ts CONSTANTS.json [--format nginx|caddy|json] [--frame ORIGIN…]\n",
  );
  process.exit(2);
}
const constants = JSON.parse(readFileSync(file, "utf8")) as BuildConstants;
process.stdout.write(format(headersFor(constants, values.frame ?? OUTLOOK_ORIGINS)));
