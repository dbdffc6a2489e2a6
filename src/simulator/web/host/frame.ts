/** Puts the task pane into an iframe and connects it to a session by postMessage. */
import type { HostWorld } from "./methods.ts";
import { readRequest } from "./protocol.ts";
import { createHostSession, type HostSession } from "./session.ts";

/** The id in our manifest does not matter here: a constant one keeps sessions comparable. */
const ADD_IN_ID = "00000000-0000-4000-8000-000000000001";

export interface HostedPane {
  readonly session: HostSession;
  close(): void;
}

/**
 * @param iframe - Not yet loading anything.
 * @param paneUrl - https, and on this page's own host name: office.js trusts no other.
 */
export function openPane(iframe: HTMLIFrameElement, paneUrl: string, world: HostWorld): HostedPane {
  const conversation = crypto.randomUUID();
  const pane = new URL(paneUrl);
  const session = createHostSession({
    world,
    conversation,
    addInId: ADD_IN_ID,
    origin: location.origin,
    send: (message) => iframe.contentWindow?.postMessage(message, pane.origin),
  });
  const onMessage = (event: MessageEvent) => {
    // The source decides: another frame could speak from the same origin.
    if (event.source !== iframe.contentWindow || event.origin !== pane.origin) return;
    const request = readRequest(event.data);
    if (request !== null) void session.receive(request);
  };
  window.addEventListener("message", onMessage);
  iframe.src = launchUrl(pane, world.settings().locale, conversation);
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
export function launchUrl(pane: URL, locale: string, conversation: string): string {
  const hostInfo = ["Outlook", "Web", "16.01", locale, "", "", "disableLogging", "0"].join("$");
  const xdmInfo = [conversation, ADD_IN_ID, location.origin].join("|");
  const query = `${pane.search === "" ? "?" : `${pane.search}&`}_host_Info=${hostInfo}`;
  return `${pane.origin}${pane.pathname}${query}#&_serializer_version=1&_xdm_Info=${xdmInfo}`;
}
