/** What lies in the intake's store, opened with the demo investigator's keys: what really arrived, not what a screen says. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type OpenedPackage, openPackage } from "../../src/core/seal/open.ts";
import { readAgeIdentities } from "../../src/core/seal/identity.ts";
import type { World } from "./world.ts";

/** Paths of all packages in the intake's store. */
export function packagesOf(world: Pick<World, "dataDir">): string[] {
  const folder = join(world.dataDir, "intake");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".age") && name.includes("blobs"))
    .map((name) => join(folder, name));
}

export interface Arrivals {
  /** Packages that came since the last call, opened. */
  readonly opened: () => Promise<OpenedPackage[]>;
  /** How many came since the last call of `opened`. */
  readonly count: () => number;
}

export function watchArrivals(world: Pick<World, "dataDir" | "demo">): Arrivals {
  const known = new Set(packagesOf(world));
  const fresh = () => packagesOf(world).filter((path) => !known.has(path));
  return {
    count: () => fresh().length,
    opened: async () => {
      const paths = fresh();
      for (const path of paths) known.add(path);
      return Promise.all(paths.map((path) => open(world, path)));
    },
  };
}

async function open({ demo }: Pick<World, "demo">, path: string): Promise<OpenedPackage> {
  const files = demo.organisation.identityFiles.map((file) => readFileSync(file));
  const keys = await Promise.all(files.map((file) => readAgeIdentities(file, null)));
  const identities = keys.flatMap((read) => (read.ok ? read.value : []));
  const opened = await openPackage(readFileSync(path), { identities });
  if (!opened.ok) throw opened.error;
  return opened.value;
}
