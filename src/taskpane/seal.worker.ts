/** Hashes, analyses, seals and checks receipts apart from the page, so that the pane never stands still. */
import { ecdsaSigner } from "../core/seal/sshsig.ts";
import { buildConstants } from "../ui/build.ts";
import { makeEngine } from "../workflow/engine.ts";
import { serveEngine } from "../workflow/engine-rpc.ts";
import { lazyDatabase } from "./database.ts";
import { deviceKey } from "./device-key.ts";

const database = lazyDatabase(buildConstants().organisation);

serveEngine(
  makeEngine({
    signer: async () => ecdsaSigner(await deviceKey(database)),
    random: (octets) => crypto.getRandomValues(new Uint8Array(octets)),
  }),
  self,
);
