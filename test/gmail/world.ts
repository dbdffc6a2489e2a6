/** The add-on between a Google that tests play and a real intake, and somebody who clicks. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Directory } from "../../src/core/evidence/directory.ts";
import { type GmailConfig, type GmailWorld, type RunningGmail, startGmail } from "../../src/gmail/server.ts";
import type { Button, Card, Widget } from "../../src/hosts/gmail/card.ts";
import { cardFaults } from "../../src/simulator/gmail/card-rules.ts";
import { makeWorld, openAtIntake, packagesAtIntake, type World } from "../sealer/world.ts";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  CLIENT_ID,
  type Claims,
  type Google,
  ISSUER,
  MESSAGE_TOKEN,
  OAUTH_TOKEN,
  PROJECT,
  startGoogle,
} from "./google.ts";

export const REPORT_PAGE = "https://report.example.org/";

export interface Door {
  readonly google: Google;
  readonly world: World;
  readonly publicUrl: string;
  readonly config: GmailConfig;
  readonly running: () => RunningGmail;
  restart(changes?: Partial<GmailConfig>, world?: GmailWorld): Promise<void>;
  stop(): Promise<void>;
  end(): Promise<void>;
}

export async function openDoor(
  changes: Partial<GmailConfig> = {},
  directory: Partial<Directory> = {},
): Promise<Door> {
  const [google, world, port] = [await startGoogle(), await makeWorld(directory), await freePort()];
  const codeFile = join(world.folder, "gmail.code");
  writeFileSync(codeFile, `${world.organisation.code}\n`, { mode: 0o600 });
  const publicUrl = `http://127.0.0.1:${port}/gmail`;
  const { organisation, intakeUrl, directoryRoot, dataDir } = world.options;
  const config: GmailConfig = {
    listen: { host: "127.0.0.1", port },
    publicUrl,
    projectNumber: PROJECT,
    oauthClientId: CLIENT_ID,
    reportPage: REPORT_PAGE,
    sealer: { organisation, intakeUrl, directoryRoot, dataDir, enrolmentCodeFile: codeFile },
    google: { jwksUrl: google.jwksUrl, issuer: ISSUER, apiUrl: google.apiUrl },
    logLevel: "silent",
    ...changes,
  };
  let running: RunningGmail | null = await startGmail(config);
  const stop = async () => {
    await running?.close();
    running = null;
  };
  return {
    google,
    world,
    publicUrl,
    config,
    running: () => running as RunningGmail,
    restart: async (more = {}, place = {}) => {
      await stop();
      running = await startGmail({ ...config, ...more }, place);
    },
    stop,
    end: async () => {
      await stop();
      await world.end();
      await google.close();
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export interface EventParts {
  readonly locale?: string;
  readonly platform?: string;
  readonly message?: { readonly id: string; readonly threadId?: string } | null;
  readonly form?: Readonly<Record<string, readonly string[]>>;
  readonly parameters?: Readonly<Record<string, string>>;
  /** Members of authorizationEventObject instead of the usual; undefined takes one away. */
  readonly authorization?: Claims;
}

/** As Google posts it. */
export async function eventFor(google: Google, url: string, parts: EventParts = {}): Promise<object> {
  const { message = null, form = {}, parameters = {} } = parts;
  return {
    commonEventObject: {
      userLocale: parts.locale ?? "en-GB",
      hostApp: "GMAIL",
      platform: parts.platform ?? "WEB",
      timeZone: { id: "Europe/Amsterdam", offset: 3_600_000 },
      formInputs: Object.fromEntries(
        Object.entries(form).map(([name, value]) => [name, { stringInputs: { value } }]),
      ),
      parameters,
    },
    authorizationEventObject: {
      userOAuthToken: OAUTH_TOKEN,
      systemIdToken: await google.systemToken(url),
      userIdToken: await google.userToken(),
      ...parts.authorization,
    },
    ...(message !== null && {
      gmail: {
        messageId: message.id,
        threadId: message.threadId ?? message.id,
        accessToken: MESSAGE_TOKEN,
      },
    }),
  };
}

export interface Answered {
  readonly status: number;
  readonly text: string;
}

/** Google waits so long for an answer, and shows an error then. */
const GOOGLE_WAITS_MS = 30_000;

export async function post(
  url: string,
  body: object | string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answered> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body),
    signal: AbortSignal.timeout(GOOGLE_WAITS_MS),
  });
  return { status: response.status, text: await response.text() };
}

/** Opens the add-on beside a mail. */
export async function openMail(door: Door, id: string, parts: EventParts = {}): Promise<Card> {
  const url = `${door.publicUrl}/message`;
  const answer = await post(url, await eventFor(door.google, url, { message: { id }, ...parts }));
  return cardOf(answer);
}

/** Presses a button of a card, with the form filled in. */
export async function press(
  door: Door,
  button: Button,
  form: EventParts["form"] = {},
  parts: EventParts = {},
): Promise<Card> {
  const event = await clickEvent(door, button, form, parts);
  return cardOf(await post(event.url, event.body));
}

export async function clickEvent(
  door: Door,
  button: Button,
  form: EventParts["form"] = {},
  parts: EventParts = {},
): Promise<{ readonly url: string; readonly body: object }> {
  if (!("action" in button.onClick)) throw new TypeError("this button opens a page");
  const { function: url, parameters } = button.onClick.action;
  const given = Object.fromEntries(parameters.map(({ key, value }) => [key, value]));
  return { url, body: await eventFor(door.google, url, { ...parts, form, parameters: given }) };
}

/** The one card of an answer. */
export function cardOf({ status, text }: Answered): Card {
  if (status !== 200) throw new Error(`answered ${status}: ${text}`);
  const reply = JSON.parse(text);
  expect(cardFaults(reply, { allowLocalhost: true, openLinkUrlPrefixes: [REPORT_PAGE] })).toEqual([]);
  const { action } = reply.renderActions ?? reply;
  const [navigation] = action.navigations;
  return navigation.pushCard ?? navigation.updateCard;
}

export function widgetsOf(card: Card): Widget[] {
  return card.sections.flatMap(({ widgets }) => widgets);
}

export function buttonsOf(card: Card): Button[] {
  const { primaryButton, secondaryButton } = card.fixedFooter ?? {};
  return [
    ...widgetsOf(card).flatMap((one) => ("buttonList" in one ? one.buttonList.buttons : [])),
    ...[primaryButton, secondaryButton].filter((one) => one !== undefined),
  ];
}

export function primaryOf(card: Card): Button {
  const button = card.fixedFooter?.primaryButton;
  if (button === undefined) throw new TypeError("a card without its one button");
  return button;
}

export function linksOf(card: Card): string[] {
  return buttonsOf(card).flatMap(({ onClick }) => ("openLink" in onClick ? [onClick.openLink.url] : []));
}

/** Everything that a card shows, one text a line. */
export function textOf(card: Card): string {
  const texts = widgetsOf(card).flatMap((one) => {
    if ("textParagraph" in one) return [one.textParagraph.text];
    if ("decoratedText" in one) return [one.decoratedText.topLabel, one.decoratedText.text];
    if ("selectionInput" in one)
      return [one.selectionInput.label, ...one.selectionInput.items.map(({ text }) => text)];
    return "textInput" in one ? [one.textInput.label, one.textInput.value ?? ""] : [];
  });
  const headers = card.sections.flatMap(({ header }) => header ?? []);
  return [card.header.title, ...headers, ...texts, ...buttonsOf(card).map(({ text }) => text)].join("\n");
}

/** "ZG-…" on the card. */
export function referenceOn(card: Card): string {
  const found = /ZG-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(textOf(card))?.[0];
  if (found === undefined) throw new Error("no reference on the card");
  return found;
}

export { openAtIntake, packagesAtIntake };
