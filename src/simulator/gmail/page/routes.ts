/** The page's addresses: looking is GET, everything else POST and then back to looking. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import multipart, { type MultipartFile } from "@fastify/multipart";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { PlayedMail } from "../mail/mailbox.ts";
import { activePanel, type Player } from "../player.ts";
import { readSwitches, writeSwitches } from "../switches.ts";
import { page } from "./page.ts";

/** Octets of one uploaded file. */
const UPLOAD_LIMIT = 64 << 20;
/** Octets of a card's form: more than an add-on can ask for. */
const FORM_LIMIT = 4 << 20;
const HOSTS: readonly string[] = ["localhost", "127.0.0.1", "[::1]"];

export function addPages(app: FastifyInstance, player: Player): void {
  const style = readFileSync(join(import.meta.dirname, "style.css"), "utf8");
  void app.register(multipart, { limits: { fileSize: UPLOAD_LIMIT, files: 100, fields: 0 } });
  app.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string", bodyLimit: FORM_LIMIT },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  );
  app.addHook("onRequest", async (request, reply) => {
    if (!isOurs(request)) return await reply.code(403).send();
    reply.headers(headersFor(player));
    return undefined;
  });
  app.get("/style.css", async (_request, reply) => reply.type("text/css; charset=utf-8").send(style));
  addViews(app, player);
  addCommands(app, player);
  addUploads(app, player);
}

/** No page of another site reads or presses anything here, also not by a name that it lets point at this machine. */
function isOurs({ hostname, method, headers, url }: FastifyRequest): boolean {
  if (!HOSTS.includes(hostname.replace(/:\d+$/, ""))) return false;
  // The add-on asks there, and is no browser.
  if (url.startsWith("/google/")) return headers.origin === undefined;
  return method === "GET" || headers.origin === `http://${headers.host}`;
}

function headersFor({ panels }: Player) {
  // Pictures of the add-ons that are installed; none of a mail or of anybody else.
  const origins = new Set(
    panels.flatMap(({ installed }) =>
      [installed.logoUrl, installed.homepage].map(originOf).filter((one) => one !== ""),
    ),
  );
  return {
    "content-security-policy": [
      "default-src 'none'",
      "style-src 'self'",
      `img-src data: ${[...origins].join(" ")}`.trimEnd(),
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join("; "),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
  };
}

function originOf(url: string): string {
  const origin = URL.parse(url)?.origin ?? "";
  return /^https?:\/\/[\w.:[\]-]+$/.test(origin) ? origin : "";
}

function addViews(app: FastifyInstance, player: Player): void {
  app.get("/", async (request, reply) => await show(request, reply, null));
  app.get<{ Params: { id: string } }>("/mail/:id", async (request, reply) => {
    const mail = player.mailbox.byId(request.params.id);
    if (mail === null) return reply.code(404).type("text/plain").send("There is no such mail.");
    return await show(request, reply, mail);
  });

  async function show(request: FastifyRequest, reply: FastifyReply, mail: PlayedMail | null) {
    const { searchParams } = new URL(request.url, "http://localhost");
    const before = player.switches;
    const { switches, unread } = readSwitches(searchParams, before);
    player.switches = switches;
    player.notices.push(...unread.map((one) => `"${one}" in the address can not be read.`));
    const panel = activePanel(player);
    await panel?.open(mail);
    // Gmail in another language, or another app: the add-on begins anew.
    if (before.locale !== switches.locale || before.platform !== switches.platform) await panel?.refresh();
    const notices = player.notices.splice(0);
    const { deploymentFaults, panels, mailbox } = player;
    return reply
      .type("text/html; charset=utf-8")
      .send(page({ mails: mailbox.all(), open: mail, panel, panels, switches, notices, deploymentFaults }));
  }
}

/** Back to what is open: a reload sends nothing twice. */
function back(reply: FastifyReply, player: Player, query = ""): FastifyReply {
  const mail = activePanel(player)?.mail() ?? null;
  return reply.redirect(`/${mail === null ? "" : `mail/${mail.id}`}${query}`, 303);
}

type Posted = { Body: URLSearchParams | null };

function addCommands(app: FastifyInstance, player: Player): void {
  const commands: Readonly<Record<string, (form: URLSearchParams) => unknown>> = {
    press: (form) => activePanel(player)?.press(Number(form.get("serial")), Number(form.get("press")), form),
    menu: (form) => activePanel(player)?.runMenu(Number(form.get("item"))),
    back: () => activePanel(player)?.back(),
    refresh: () => activePanel(player)?.refresh(),
    replay: async () => {
      const exchange = await activePanel(player)?.replay();
      const said = exchange?.outcome.kind === "failed" ? exchange.outcome.detail : "It answered 200.";
      player.notices.push(
        exchange === null || exchange === undefined
          ? "Nothing was sent yet."
          : `The same request again: ${said}`,
      );
    },
    rotate: async () => {
      await player.rotateKeys();
      player.notices.push("Tokens are signed with a new key from now on.");
    },
    allow: async () => {
      player.switches = { ...player.switches, granted: "all" };
      await activePanel(player)?.refresh();
    },
    choose: async (form) => {
      const mail = activePanel(player)?.mail() ?? null;
      const index = Number(form.get("add-on"));
      if (player.panels[index] !== undefined) player.active = index;
      await activePanel(player)?.open(mail);
    },
  };
  for (const [name, run] of Object.entries(commands))
    app.post<Posted>(`/${name}`, async (request, reply) => {
      await run(request.body ?? new URLSearchParams());
      return back(reply, player);
    });
  app.post<Posted>("/switches", async (request, reply) => {
    const { switches, unread } = readSwitches(request.body ?? new URLSearchParams(), player.switches);
    const query = writeSwitches(switches);
    player.notices.push(...unread.map((one) => `"${one}" can not be that.`));
    // What is a default is not in the address: it is set here. What is, is read there, and noticed to be new.
    const { locale, platform } = player.switches;
    player.switches = { ...switches, locale, platform };
    const both = new URLSearchParams(query);
    both.set("locale", switches.locale);
    both.set("platform", switches.platform);
    return back(reply, player, `?${both}`);
  });
}

function addUploads(app: FastifyInstance, player: Player): void {
  app.post("/mails", async (request, reply) => {
    let last: PlayedMail | null = null;
    for await (const file of request.files()) {
      const octets = await octetsOf(file);
      if (octets.length > 0) last = await player.mailbox.add(file.filename, octets);
    }
    return last === null ? back(reply, player) : reply.redirect(`/mail/${last.id}`, 303);
  });
  app.post("/install", async (request, reply) => {
    for await (const file of request.files()) {
      const octets = await octetsOf(file);
      try {
        player.addDeployment(JSON.parse(new TextDecoder().decode(octets)));
      } catch {
        player.notices.push("This is not JSON.");
      }
    }
    return back(reply, player);
  });
}

async function octetsOf(file: MultipartFile): Promise<Uint8Array<ArrayBuffer>> {
  return Uint8Array.from(await file.toBuffer());
}
