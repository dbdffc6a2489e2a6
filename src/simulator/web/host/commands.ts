/** Runs functions of the add-in without a pane: in a hidden page, or in the engine of classic Outlook. */
import { type HostedPageOptions, openPage } from "./frame.ts";
import { initialData } from "./initial-data.ts";
import { createHostMethods } from "./methods.ts";
import type { CommandResult } from "./session.ts";
import { requirementSetOf } from "./settings.ts";

export interface Command {
  /** Of the control in the manifest. */
  readonly commandId: string;
  readonly functionName: string;
  /** Members of the event object beside `source`. */
  readonly event?: Readonly<Record<string, unknown>>;
}

/** As Outlook does: a function that has not completed by then is given up. */
const COMMAND_LIMIT_MS = 300_000;
/** Milliseconds for the page to load and listen. */
const START_LIMIT_MS = 30_000;

/** @returns Null where the page did not listen in time, or never called event.completed(). */
export async function runInHiddenPage(
  container: HTMLElement,
  url: string,
  command: Command,
  options: HostedPageOptions,
): Promise<CommandResult | null> {
  const iframe = document.createElement("iframe");
  iframe.title = "Commands";
  iframe.hidden = true;
  iframe.setAttribute("sandbox", "allow-scripts allow-same-origin allow-forms allow-popups allow-downloads");
  const loaded = new Promise((resolve) => iframe.addEventListener("load", resolve, { once: true }));
  const page = openPage(container, iframe, url, options);
  try {
    const started = Promise.all([page.session.listensToCommands, loaded]).then(() => true);
    if (!(await within(START_LIMIT_MS, started))) return null;
    const { commandId, functionName, event } = command;
    return await within(COMMAND_LIMIT_MS, page.session.invokeCommand(commandId, functionName, event));
  } finally {
    page.close();
  }
}

interface RuntimeMessage {
  readonly kind: "call" | "completed";
  readonly call: number;
  readonly dispatchId: number;
  readonly parameters: Record<string, unknown>;
  readonly status: number;
  readonly context: unknown;
}

/** @returns Null where the script failed, or never called event.completed(). */
export async function runInClassicRuntime(
  command: Command,
  options: HostedPageOptions,
): Promise<CommandResult | null> {
  const { world } = options;
  const methods = createHostMethods(world, options.forSpam);
  const worker = new Worker("/classic-runtime.js");
  const finished = new Promise<CommandResult | null>((resolve) => {
    worker.addEventListener("error", () => resolve(null));
    worker.addEventListener("message", async ({ data }: MessageEvent<RuntimeMessage>) => {
      if (data.kind === "completed") return resolve({ status: data.status, context: data.context });
      const reply = await methods.execute(data.dispatchId, data.parameters);
      if (reply !== null) worker.postMessage({ call: data.call, reply });
    });
  });
  worker.postMessage({
    kind: "start",
    script: "/spam-report.js",
    functionName: command.functionName,
    event: { source: { id: command.commandId }, ...command.event },
    initialData: initialData(world.openMail(), world.settings()),
    requirementSet: requirementSetOf(world.settings()),
    locale: world.settings().locale,
  });
  try {
    return await within(COMMAND_LIMIT_MS, finished);
  } finally {
    worker.terminate();
  }
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | null> {
  let timer = 0;
  const late = new Promise<null>((resolve) => {
    timer = window.setTimeout(() => resolve(null), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
