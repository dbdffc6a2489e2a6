/** One add-in talking to the host: requests in, answers and events out. Knows no window, so that tests can drive it. */
import { appContext, hasItem, initialData } from "./initial-data.ts";
import { createHostMethods, type HostWorld } from "./methods.ts";
import {
  dispatchIds,
  type HostRequest,
  hostErrors,
  failWith,
  writeEvent,
  writeResponse,
} from "./protocol.ts";
import { themeEventData } from "./theme.ts";

export interface HostSessionOptions {
  readonly world: HostWorld;
  readonly conversation: string;
  readonly addInId: string;
  /** Origin of the mailbox page. */
  readonly origin: string;
  /** Serves a spam report, which some hosts limit. */
  readonly forSpam?: boolean;
  readonly send: (message: string) => void;
}

export interface HostSession {
  /** Settles once the answer, if there is one, was sent. */
  receive(request: HostRequest): Promise<void>;
  /** Tells a pinned pane which mail is open now. Not sent unless the pane listens. */
  itemChanged(): void;
  /** Tells that other mails are selected now. */
  selectionChanged(): void;
  themeChanged(): void;
  /** Settles once the add-in listens to commands. */
  readonly listensToCommands: Promise<void>;
  /**
   * Runs a function of the add-in, as a ribbon button does.
   *
   * @param event - Members of the event object beside `source`.
   * @returns How it ended, once it calls event.completed(); null if the add-in does not listen to commands.
   */
  invokeCommand(
    commandId: string,
    functionName: string,
    event?: Readonly<Record<string, unknown>>,
  ): Promise<CommandResult | null>;
}

export interface CommandResult {
  /** 0, or office.js's number where it has no such function. */
  readonly status: number;
  /** What was passed to event.completed(). */
  readonly context: unknown;
}

interface CommandCompletion {
  readonly 0?: unknown;
  readonly 1?: unknown;
  readonly 2?: unknown;
  readonly DdaMethod?: { readonly DispatchId?: unknown };
}

/** Events of office.js and its acknowledgement of a registration. */
const ITEM_CHANGED = "olkItemSelectedChanged";
const SELECTION_CHANGED = "olkSelectedItemsChanged";
const THEME_CHANGED = "officeThemeChanged";
const COMMAND_INVOKED = "appCommandInvoked";
const ACKNOWLEDGED = { Error: 0, Version: 1 };

export function createHostSession(options: HostSessionOptions): HostSession {
  const { world, conversation, send } = options;
  const methods = createHostMethods(world, options.forSpam);
  const listening = new Set<string>();
  const commands = new Map<string, (result: CommandResult | null) => void>();
  const commandListener = Promise.withResolvers<void>();
  return {
    receive,
    itemChanged,
    selectionChanged: () => emit(SELECTION_CHANGED, {}),
    themeChanged,
    listensToCommands: commandListener.promise,
    invokeCommand,
  };

  async function receive(request: HostRequest): Promise<void> {
    if (request.conversation !== conversation) return;
    const data = await answer(request);
    if (data === undefined) return;
    await delay(world.settings().latency);
    send(writeResponse(request, data));
  }

  /** @returns Undefined for what the host does not answer. */
  async function answer({ type, action, data }: HostRequest): Promise<unknown> {
    if (type === "register") listening.add(action);
    if (type === "register" && action === COMMAND_INVOKED) commandListener.resolve();
    if (type === "unregister") listening.delete(action);
    if (type !== "invoke") return ACKNOWLEDGED;
    switch (action) {
      case "ContextActivationManager_getAppContextAsync":
        return appContext(world.settings(), options.addInId, options.origin);
      case "GetInitialData":
        return initialData(world.openMail(), world.settings());
      case "ExecuteMethod":
        return executeMethod(data);
      case "executeMethod":
        return completeCommand(data);
      default:
        return undefined;
    }
  }

  async function executeMethod(data: unknown): Promise<unknown> {
    const call = data as { ApiParams?: unknown; MethodData?: { DispatchId?: unknown } } | null;
    const dispatchId = call?.MethodData?.DispatchId;
    if (typeof dispatchId !== "number") return failWith(hostErrors.internal);
    const parameters = call?.ApiParams;
    const outcome = await methods.execute(
      dispatchId,
      typeof parameters === "object" && parameters !== null ? (parameters as Record<string, unknown>) : {},
    );
    return outcome ?? undefined;
  }

  /** event.completed(x) comes as {0: command id, 1: status, 2: JSON with completedContext, DdaMethod}. */
  function completeCommand(data: unknown): unknown {
    const call = data as CommandCompletion | null;
    if (call?.DdaMethod?.DispatchId !== dispatchIds.eventCompleted) {
      return { Error: hostErrors.notSupported, Version: 1 };
    }
    const context = (parseJson(call[2]) as { completedContext?: unknown } | null)?.completedContext ?? null;
    commands.get(String(call[0]))?.({ status: Number(call[1]), context });
    commands.delete(String(call[0]));
    return ACKNOWLEDGED;
  }

  function invokeCommand(
    commandId: string,
    functionName: string,
    event: Readonly<Record<string, unknown>> = {},
  ): Promise<CommandResult | null> {
    if (!listening.has(COMMAND_INVOKED)) return Promise.resolve(null);
    // office.js tells completions apart by the command only: an earlier one that never completed ends here.
    commands.get(commandId)?.(null);
    return new Promise((resolve) => {
      commands.set(commandId, resolve);
      const eventObject = JSON.stringify({ source: { id: commandId }, ...event });
      emit(COMMAND_INVOKED, [commandId, functionName, eventObject]);
    });
  }

  function itemChanged(): void {
    const data = initialData(world.openMail(), world.settings());
    // Empty text, not null, stands for "no item".
    emit(ITEM_CHANGED, hasItem(data) ? data : "");
  }

  function themeChanged(): void {
    emit(THEME_CHANGED, themeEventData(world.settings().theme));
  }

  function emit(name: string, data: unknown): void {
    if (listening.has(name)) send(writeEvent(name, conversation, data));
  }
}

function parseJson(value: unknown): unknown {
  try {
    return typeof value === "string" ? JSON.parse(value) : value;
  } catch {
    return null;
  }
}

function delay(milliseconds: number): Promise<void> {
  return milliseconds === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, milliseconds));
}
