/** Puts a page of the add-in into an iframe and connects it to a session by postMessage. */
import type { HostWorld } from "./methods.ts";
import { readRequest } from "./protocol.ts";
import { createHostSession, type HostSession } from "./session.ts";

/** The id in our manifest does not matter here: a constant one keeps sessions comparable. */
const ADD_IN_ID = "00000000-0000-4000-8000-000000000001";

/** Kind of the messages that carry nested app authentication; the development shim knows the same. */
const NESTED_APP_AUTH = "zegel-simulator-nested-app-auth";

export interface HostedPage {
  readonly session: HostSession;
  close(): void;
}

export interface HostedPageOptions {
  readonly world: HostWorld;
  /** Answers a message of nested app authentication; null: not at all. */
  readonly signIn: (message: unknown) => Promise<string | null>;
  /** Serves a spam report. */
  readonly forSpam?: boolean;
}

/**
 * @param iframe - Not in the document yet.
 * @param url - https, and on this page's own host name: office.js trusts no other.
 */
export function openPage(
  container: HTMLElement,
  iframe: HTMLIFrameElement,
  url: string,
  options: HostedPageOptions,
): HostedPage {
  const conversation = crypto.randomUUID();
  const page = new URL(url);
  const send = (message: unknown) => iframe.contentWindow?.postMessage(message, page.origin);
  const session = createHostSession({
    world: options.world,
    conversation,
    addInId: ADD_IN_ID,
    origin: location.origin,
    forSpam: options.forSpam === true,
    send,
  });
  const onMessage = (event: MessageEvent) => {
    // The source decides: another frame could speak from the same origin.
    if (event.source !== iframe.contentWindow || event.origin !== page.origin) return;
    if (event.data?.kind === NESTED_APP_AUTH) void answerSignIn(event.data.message);
    const request = readRequest(event.data);
    if (request !== null) void session.receive(request);
  };
  const answerSignIn = async (message: unknown) => {
    const answer = await options.signIn(message);
    if (answer !== null) send({ kind: NESTED_APP_AUTH, message: answer });
  };
  window.addEventListener("message", onMessage);
  // office.js adds to the name when it opens a dialog. A frame takes its name when it is put into the document.
  iframe.name = JSON.stringify({});
  container.append(iframe);
  iframe.src = launchUrl(page, options.world.settings().locale, conversation);
  return {
    session,
    close() {
      window.removeEventListener("message", onMessage);
      iframe.remove();
    },
  };
}

/**
 * Field 6 of the host info keeps office.js from calling a telemetry host. Written by hand: office.js splits the
 * address itself and wants "$" and "|" as they are, with _xdm_Info last.
 */
export function launchUrl(page: URL, locale: string, conversation: string): string {
  const hostInfo = ["Outlook", "Web", "16.01", locale, "", "", "disableLogging", "0"].join("$");
  const xdmInfo = [conversation, ADD_IN_ID, location.origin].join("|");
  const query = `${page.search === "" ? "?" : `${page.search}&`}_host_Info=${hostInfo}`;
  return `${page.origin}${page.pathname}${query}#&_serializer_version=1&_xdm_Info=${xdmInfo}`;
}
