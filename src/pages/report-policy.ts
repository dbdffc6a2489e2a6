/** The policies under which the report page runs, here and in production. */
import { panePermissionsPolicy } from "./pane-policy.ts";

export interface ReportPolicy {
  /** Origin of the intake: all that the page talks to. */
  readonly intakeUrl: string;
}

/** Hash of the empty string: Griffel appends empty style elements and fills them through CSSOM. */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** Names of webpack's Trusted Types policy, and of the one that lets the page register its service worker alone. */
const TRUSTED_TYPES = "zegel-report zegel-report-worker";

/** @returns The value of Content-Security-Policy: nothing "unsafe", no frame around it, and no host but the intake. */
export function reportContentSecurityPolicy({ intakeUrl }: ReportPolicy): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    `style-src 'self' ${EMPTY_STYLE}`,
    // Not even its own server: the page fetches nothing from there but code.
    `connect-src ${intakeUrl}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${TRUSTED_TYPES}`,
  ].join("; ");
}

/** Of service-worker.js alone: it fetches the page's own files to keep them, and can ask no other host. */
export const serviceWorkerContentSecurityPolicy = [
  "default-src 'none'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

/** Name of the file that the policy above is for; it lies beside index.html, so that it may answer for the whole page. */
export const SERVICE_WORKER = "service-worker.js";

/** Value of Permissions-Policy. */
export const reportPermissionsPolicy = panePermissionsPolicy;
