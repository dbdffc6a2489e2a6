/** Entry of the page without a screen in which Outlook runs the functions of its buttons. */
import { notify } from "../../hosts/outlook/notify.ts";
import { buildConstants } from "../../ui/build.ts";
import { farWorld } from "../../conversation/far-world.ts";
import { nearWorld } from "../near-world.ts";
import { installScriptPolicy } from "../trusted-types.ts";
import { makeCommandRunner } from "./runner.ts";

/** One place above the mail: each line takes that of the one before. */
const LINE = "zegel";

// Before office.js runs: deferred scripts run in the order of the page, and this one comes first.
installScriptPolicy();

const build = buildConstants();
const near = nearWorld(build);
const { reportAndSend, onSpamReport } = makeCommandRunner(build, {
  ...near.world,
  ...farWorld(build),
  notify: (text, kind) => notify(LINE, text, kind),
});

// Older versions of office.js look for a global function, newer ones for an association; the handshake with the host,
// after which either may be called, takes longer than the page's scripts.
Object.assign(globalThis, { reportAndSend, onSpamReport });
document.addEventListener("DOMContentLoaded", () => {
  if (typeof Office === "undefined") return;
  Office.actions?.associate("reportAndSend", reportAndSend);
  Office.actions?.associate("onSpamReport", onSpamReport);
  near.preload();
});
