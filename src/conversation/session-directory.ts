/** The intake, loaded at first use, and the directory that this pane goes by. */
import { EvidenceError } from "../core/base/errors.ts";
import type { BuildConstants } from "../ui/build.ts";
import type { IntakeClient } from "../workflow/ports.ts";
import { type TrustedDirectory, trustedDirectory } from "../workflow/trust.ts";
import type { KeyClient } from "../workflow/fetch-keys.ts";
import { type Lazy, lazy } from "./lazy.ts";
import type { PaneIntake, PaneWorld } from "./session-world.ts";

export type LazyIntake = Lazy<PaneIntake>;

/** A part of the program that did not load is a network that is down. */
export function lazyIntake(load: () => Promise<PaneIntake>): LazyIntake {
  return lazy(load, (cause) => {
    if (cause instanceof EvidenceError) return cause;
    return new EvidenceError("NETWORK_UNREACHABLE", "a part of the pane did not load", {
      cause,
      retry: "later",
    });
  });
}

/** @param refused - Learns why a submission was not taken, and what would be taken instead. */
export function clientOf(
  intake: LazyIntake,
  refused: (cause: unknown, doors: readonly string[]) => void,
): IntakeClient {
  return {
    directory: async () => (await intake()).client.directory(),
    clockOffsetMs: () => intake.loaded()?.client.clockOffsetMs?.() ?? null,
    submit: async (...args) => {
      const { client, doorsOf } = await intake();
      try {
        return await client.submit(...args);
      } catch (cause) {
        // Whoever wants to stay unknown is not asked to sign in.
        if (args[3]?.confidential !== true) refused(cause, doorsOf?.(cause) ?? []);
        throw cause;
      }
    },
    receipt: async (...args) => (await intake()).client.receipt(...args),
    continues: async (...args) => (await intake()).client.continues(...args),
  };
}

/** A client that cannot ask for keys is one that got no answer. */
export function keyClientOf(intake: LazyIntake): KeyClient {
  const without = () => {
    throw new EvidenceError("NOT_FOUND", "this client asks for no keys");
  };
  return {
    dnsSnapshot: async () => (await intake()).client.dnsSnapshot?.() ?? without(),
    dnsKey: async (...args) => (await intake()).client.dnsKey?.(...args) ?? without(),
  };
}

/** Milliseconds for which a directory is not fetched again: the one on the screen is the one that is sealed with. */
const FRESH_MS = 300_000;

export interface DirectoryKeeper {
  /** Fetched again where the last one is not fresh. @throws EvidenceError where there is none at all. */
  readonly current: () => Promise<TrustedDirectory>;
  /** Fetched again at once. */
  readonly reload: () => Promise<TrustedDirectory>;
}

export function directoryKeeper(
  world: Pick<PaneWorld, "engine" | "memory" | "clock">,
  build: Pick<BuildConstants, "organisation" | "directoryRoot" | "allowDemo">,
  intake: LazyIntake,
): DirectoryKeeper {
  let held: { readonly directory: TrustedDirectory; readonly at: number } | null = null;

  const reload = async () => {
    const ports = { ...world, client: { directory: async () => (await intake()).client.directory() } };
    // Where the client does not load, what this device remembers must do, and no demo is known to be on this machine.
    const isLoopback = await intake().then(
      (loaded) => loaded.isLoopback,
      () => false,
    );
    const directory = await trustedDirectory(ports, { ...build, allowDemo: build.allowDemo && isLoopback });
    held = { directory, at: world.clock.now() };
    return directory;
  };
  const current = async () => {
    const now = world.clock.now();
    const age = held === null ? Number.POSITIVE_INFINITY : now - held.at;
    const expiredSince =
      held !== null && !held.directory.expired && now >= held.directory.directory.expiresAt;
    return held !== null && age >= 0 && age < FRESH_MS && !expiredSince ? held.directory : reload();
  };
  return { current, reload };
}
