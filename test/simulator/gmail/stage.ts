/** The page that plays Gmail, an add-on whose answers are the test's, and a browser in front of them. */
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { type GmailPlayer, startGmailPlayer } from "../../../src/simulator/gmail/server.ts";
import type { PlayedMail } from "../../../src/simulator/gmail/mail/mailbox.ts";
import { DEFAULTS } from "../../../src/simulator/gmail/switches.ts";
import { browserArguments, findBrowser } from "../../support/browser.ts";
import { type Asked, type FakeAddOn, pushed, saying, startFakeAddOn } from "./fake-add-on.ts";

export interface Stage {
  readonly addOn: FakeAddOn;
  readonly player: GmailPlayer;
  readonly page: Page;
  /** The side panel. */
  readonly panel: Locator;
  /** Content security violations and errors of the page, and requests beyond player and add-on. */
  readonly complaints: string[];
  /** @param query - Switches, "?locale=de-DE". */
  open(mail: PlayedMail | null, query?: string): Promise<void>;
  /** Opens a mail, whose card this is. */
  show(card: object): Promise<void>;
  /** What the add-on was asked last. */
  lastAsked(): Asked;
  end(): Promise<void>;
}

/** @param limitMs - That the add-on has for an answer: short, where a test waits for it to be over. */
export async function openStage(limitMs?: number): Promise<Stage> {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error("no Chromium: see test/run.ts");
  const browser: Browser = await chromium.launch({ executablePath, args: browserArguments });
  const addOn = await startFakeAddOn();
  const player = await startGmailPlayer({ port: 0, ...(limitMs !== undefined && { limitMs }) });
  player.addDeployment(addOn.deployment());
  const context = await browser.newContext();
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) complaints.push(message.text());
  });
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol !== "data:" && ![player.url, addOn.url].includes(origin)) complaints.push(request.url());
  });
  const open: Stage["open"] = async (mail, query = "") => {
    await page.goto(`${player.url}/${mail === null ? "" : `mail/${mail.id}`}${query}`);
  };
  return {
    addOn,
    player,
    page,
    panel: page.getByRole("complementary", { name: "Add-on" }),
    complaints,
    open,
    show: async (card) => {
      addOn.answers.set("/message", pushed(card));
      await open(null);
      await open(mailOf(player, "accusation-1.eml"));
    },
    lastAsked: () => {
      const last = addOn.asked[addOn.asked.length - 1];
      if (last === undefined) throw new Error("nothing was asked");
      return last;
    },
    end: async () => {
      await browser.close();
      await player.close();
      await addOn.close();
    },
  };
}

/** As it began: the list is open, the switches are the defaults, and the add-on has a card for everything. */
export async function reset({ addOn, player, complaints, open }: Stage): Promise<void> {
  player.setSwitches(DEFAULTS);
  addOn.answers.clear();
  for (const path of ["/home", "/message"]) addOn.answers.set(path, pushed(saying(path)));
  await open(null);
  addOn.asked.length = 0;
  complaints.length = 0;
}

export function mailOf({ mailbox }: GmailPlayer, fileName: string): PlayedMail {
  const found = mailbox.all().find(({ mail }) => mail.fileName === fileName);
  if (found === undefined) throw new Error(`no mail ${fileName}`);
  return found;
}

/** A button that calls the add-on. */
export function button(text: string, endpoint: string, more: object = {}): object {
  return { text, onClick: { action: { function: endpoint, ...more } } };
}

export function buttons(...list: readonly object[]): object {
  return { buttonList: { buttons: list } };
}

export function cardWith(...widgets: readonly object[]): object {
  return { sections: [{ widgets }] };
}
