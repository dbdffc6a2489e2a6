/** What the page tells and asks its own server: switches, mails that were dropped on it, tokens. */
import type { HostSettings } from "./host/settings.ts";
import type { MintedToken } from "./host/sign-in.ts";
import type { Mail } from "./mail/mail.ts";

export interface PageConfiguration {
  readonly paneUrl: string;
  /** Whether the server has the add-in's script for classic Windows. */
  readonly classicScript: boolean;
}

export async function fetchConfiguration(): Promise<PageConfiguration> {
  return (await (await fetch("/config.json")).json()) as PageConfiguration;
}

/** How the played Graph behaves from now on, for every page of this server. */
export async function sendSwitches({ graph, shared }: HostSettings): Promise<void> {
  await postJson("/switches", { graph, shared: shared === "hidden" ? "1" : shared });
}

/** Graph must know a mail by the id that the host gives of it. */
export async function sendMail(mail: Mail): Promise<void> {
  await fetch(`/mailbox/${encodeURIComponent(mail.id)}`, {
    method: "PUT",
    headers: { "Content-Type": "message/rfc822" },
    body: mail.octets,
  });
}

/** @returns Null where the token service refuses. */
export async function mintToken(clientId: string, scope: string): Promise<MintedToken | null> {
  const response = await postJson("/entra/bridge", { clientId, scope });
  return response.ok ? ((await response.json()) as MintedToken) : null;
}

function postJson(path: string, body: object): Promise<Response> {
  return fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}
