/** What an administrator decides about sealing, the same for every door on a server: the member `sealer` of its configuration. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import * as v from "valibot";
import { checkedUrl } from "../clients/intake.ts";
import type { Sealer, SealerOptions } from "./ports.ts";
import { openSealer } from "./sealer.ts";

/** Where the code is looked for if no file is named: never in the JSON, which is copied about and shown. */
export const ENROLMENT_VARIABLE = "ZEGEL_ENROLMENT";

/** Printable, without spaces: it stands in a header field. As long as the intake looks at, at most. */
const CODE = /^[\x21-\x7e]{1,500}$/;

const file = v.pipe(v.string(), v.minLength(1));

export const sealerSchema = v.strictObject({
  /** Path segment of the organisation at the intake. */
  organisation: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,62}$/)),
  /** https, or http on this machine. */
  intakeUrl: v.pipe(v.string(), v.check(isIntakeUrl, "https, or http on this machine")),
  /** Root key that must have signed the directory, "SHA256:…". */
  directoryRoot: v.pipe(v.string(), v.regex(/^SHA256:[A-Za-z0-9+/]{43}$/)),
  /** Holds this door's own enrolment code; without it the code is taken from ZEGEL_ENROLMENT. */
  enrolmentCodeFile: v.optional(file),
  /** Of this door alone. */
  dataDir: file,
  /** For trying out: takes a demo directory, from an intake on this machine only. */
  allowDemo: v.optional(v.boolean(), false),
});

/** As an administrator writes it. */
export type SealerConfig = v.InferInput<typeof sealerSchema>;
/** With the defaults filled in. */
export type ResolvedSealerConfig = v.InferOutput<typeof sealerSchema>;

export interface SealerSurroundings extends Pick<SealerOptions, "addIn" | "clock" | "onEvent"> {
  /** Folder of the configuration file: paths in it are relative to that. */
  readonly folder: string;
  /** The environment; that of the process where it is left away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** @throws Error that names the member that is wrong, never its value. */
export async function resolveSealer(
  config: ResolvedSealerConfig,
  { folder, env = process.env, ...others }: SealerSurroundings,
): Promise<SealerOptions> {
  const { enrolmentCodeFile, ...plain } = config;
  const path = enrolmentCodeFile === undefined ? null : resolve(folder, enrolmentCodeFile);
  return {
    ...others,
    ...plain,
    intakeUrl: checkedUrl(config.intakeUrl),
    dataDir: resolve(folder, config.dataDir),
    enrolmentCode: path === null ? codeFromEnvironment(env) : await codeFromFile(path),
  };
}

/** @throws Error as `resolveSealer`, EvidenceError as `openSealer`. */
export async function openSealerFromConfig(
  config: ResolvedSealerConfig,
  surroundings: SealerSurroundings,
): Promise<Sealer> {
  return openSealer(await resolveSealer(config, surroundings));
}

async function codeFromFile(path: string): Promise<string> {
  const text = await readFile(path, "utf8").catch(() => {
    throw new Error("configuration: sealer.enrolmentCodeFile cannot be read");
  });
  const code = text.trim();
  if (!CODE.test(code))
    throw new Error("configuration: the file of sealer.enrolmentCodeFile holds no enrolment code");
  return code;
}

function codeFromEnvironment(env: Readonly<Record<string, string | undefined>>): string {
  const code = env[ENROLMENT_VARIABLE]?.trim() ?? "";
  if (code === "")
    throw new Error(
      `configuration: neither sealer.enrolmentCodeFile nor ${ENROLMENT_VARIABLE} says with which code to hand in`,
    );
  if (!CODE.test(code)) throw new Error(`configuration: ${ENROLMENT_VARIABLE} holds no enrolment code`);
  return code;
}

function isIntakeUrl(text: string): boolean {
  try {
    checkedUrl(text);
    return true;
  } catch {
    return false;
  }
}
