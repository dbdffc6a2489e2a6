/**
 * `node tools/report-headers.ts CONSTANTS.json [--worker] [--format nginx|caddy|json]`: the header fields under which the
 * stamped report page is served, from the same builder as the demo's server; with --worker those of service-worker.js,
 * which has a policy of its own. CONSTANTS.json is what was stamped (src/ui/build.ts).
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import {
  reportContentSecurityPolicy,
  reportPermissionsPolicy,
  serviceWorkerContentSecurityPolicy,
} from "../src/pages/report-policy.ts";
import type { BuildConstants } from "../src/ui/build.ts";
import { addressOf, formatNamed, type HeaderField } from "./header-fields.ts";

function headersFor({ intakeUrl }: Pick<BuildConstants, "intakeUrl">, isWorker: boolean): HeaderField[] {
  const ofPage = reportContentSecurityPolicy({ intakeUrl: addressOf(intakeUrl, "intakeUrl") });
  return [
    { name: "Content-Security-Policy", value: isWorker ? serviceWorkerContentSecurityPolicy : ofPage },
    { name: "Permissions-Policy", value: reportPermissionsPolicy },
    { name: "X-Content-Type-Options", value: "nosniff" },
    { name: "Referrer-Policy", value: "no-referrer" },
    { name: "Cross-Origin-Opener-Policy", value: "same-origin" },
    { name: "Cross-Origin-Resource-Policy", value: "same-origin" },
    { name: "Origin-Agent-Cluster", value: "?1" },
    { name: "Strict-Transport-Security", value: "max-age=31536000" },
    // The service worker keeps the files; whoever comes without one gets what is there now.
    { name: "Cache-Control", value: "no-cache" },
  ];
}

const { values, positionals } = parseArgs({
  options: { format: { type: "string", default: "nginx" }, worker: { type: "boolean", default: false } },
  allowPositionals: true,
});
const [file] = positionals;
const format = formatNamed(values.format);
if (file === undefined || format === undefined) {
  process.stderr.write(
    "usage: node tools/report-headers.ts CONSTANTS.json [--worker] [--format nginx|caddy|json]\n",
  );
  process.exit(2);
}
const constants = JSON.parse(readFileSync(file, "utf8")) as BuildConstants;
process.stdout.write(format(headersFor(constants, values.worker)));
