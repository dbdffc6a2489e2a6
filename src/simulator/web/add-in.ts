/** The add-in as the ribbon knows it: its pane, its commands, and how the last command ended. */
import { byId, el } from "./dom.ts";
import { type Command, runInClassicRuntime, runInHiddenPage } from "./host/commands.ts";
import { type HostedPage, openPage } from "./host/frame.ts";
import { reader } from "./host/initial-data.ts";
import type { HostWorld } from "./host/methods.ts";
import type { CommandResult, HostSession } from "./host/session.ts";
import { createSignInBridge } from "./host/sign-in.ts";
import { mintToken, type PageConfiguration } from "./server-link.ts";
import { askSignIn, askSpamOptions, showPostProcessing } from "./views/dialogs.ts";

/** How the last command ended: `status` null where it never did. */
export interface Completed {
  readonly commandId: string;
  readonly functionName: string;
  readonly status: number | null;
  readonly context: unknown;
}

export interface AddIn {
  openPane(context?: string): void;
  closePane(): void;
  /** Of the open pane; null without one. */
  readonly session: () => HostSession | null;
  /** In the pane where one is open, else in the hidden commands page. */
  invokeCommand(commandId: string, functionName: string): Promise<CommandResult | null>;
  /** As the ribbon's button does. */
  reportAndSend(): Promise<void>;
  /** Asks in the host's own dialog first. */
  reportSpam(): Promise<void>;
  readonly lastCompleted: () => Completed | null;
}

/** Ids of the manifest. */
const PANE_COMMAND = "ZegelReportButton";
const SEND_COMMAND = { commandId: "ZegelReportAndSendButton", functionName: "reportAndSend" };
const SPAM_COMMAND = { commandId: "ZegelSpamReportButton", functionName: "onSpamReport" };

interface AddInDeps {
  readonly world: Omit<HostWorld, "initializationContext">;
  readonly configuration: () => PageConfiguration;
}

export function createAddIn({ world, configuration }: AddInDeps): AddIn {
  let pane: HostedPage | null = null;
  let lastCompleted: Completed | null = null;
  const signIn = createSignInBridge({
    settings: world.settings,
    ask: (scope) => askSignIn(scope, reader.name),
    mint: mintToken,
  });
  const options = (context = "") => ({
    world: { ...world, initializationContext: () => context },
    signIn,
  });
  return {
    openPane,
    closePane,
    session: () => pane?.session ?? null,
    async invokeCommand(commandId, functionName) {
      return pane === null
        ? runHidden({ commandId, functionName })
        : pane.session.invokeCommand(commandId, functionName);
    },
    reportAndSend: async () => showCompleted(SEND_COMMAND, await runHidden(SEND_COMMAND)),
    reportSpam,
    lastCompleted: () => lastCompleted,
  };

  function openPane(context = ""): void {
    closePane();
    const iframe = el("iframe", {
      title: "Task pane",
      id: "pane",
      sandbox: "allow-scripts allow-same-origin allow-forms allow-popups allow-downloads",
    });
    byId("pane-side").hidden = false;
    pane = openPage(byId("pane-holder"), iframe, configuration().paneUrl, options(context));
  }

  function closePane(): void {
    pane?.close();
    pane = null;
    byId("pane-side").hidden = true;
  }

  function runHidden(command: Command, forSpam = false): Promise<CommandResult | null> {
    const url = new URL("commands.html", configuration().paneUrl).href;
    return runInHiddenPage(byId("runtimes"), url, command, { ...options(), forSpam });
  }

  async function reportSpam(): Promise<void> {
    const answers = await askSpamOptions();
    if (answers === null) return;
    const command = { ...SPAM_COMMAND, event: { type: "SpamReporting", ...answers } };
    const classic = world.settings().runtime === "classic" && configuration().classicScript;
    const result = classic
      ? await runInClassicRuntime(command, { ...options(), forSpam: true })
      : await runHidden(command, true);
    showCompleted(SPAM_COMMAND, result);
    await finishSpam(result?.context);
  }

  /** commandId opens the task pane with contextData (1.15), and then no dialog is shown. */
  async function finishSpam(context: unknown): Promise<void> {
    const given = (context ?? {}) as {
      commandId?: unknown;
      contextData?: unknown;
      showPostProcessingDialog?: { title?: unknown; description?: unknown };
    };
    if (given.commandId === PANE_COMMAND) {
      const data = given.contextData ?? "";
      return openPane(typeof data === "string" ? data : JSON.stringify(data));
    }
    const dialog = given.showPostProcessingDialog;
    if (dialog !== undefined)
      await showPostProcessing(String(dialog.title), String(dialog.description ?? ""));
  }

  function showCompleted(command: Command, result: CommandResult | null): void {
    const { commandId, functionName } = command;
    lastCompleted = {
      commandId,
      functionName,
      status: result?.status ?? null,
      context: result?.context ?? null,
    };
    const words =
      result === null ? "never completed" : `completed (${result.status}): ${JSON.stringify(result.context)}`;
    byId("command-result").textContent = `${functionName} ${words}`;
  }
}
