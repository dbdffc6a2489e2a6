/** Asks the program that serves this page on this machine (`zegel console`); a console from elsewhere asks nobody. */
import { list, objectOf, shape, text } from "../ui/analysis/read-json.ts";
import { network } from "../ui/analysis/read-trace.ts";
import type { LookUpNetworks } from "./ports.ts";

const THIS_MACHINE: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

const answerOf = shape({ attribution: text, networks: list(shape({ ip: text, network })) });

/** @returns Null where the page does not come from this machine: an address would tell its server of a case. */
export function localNetworks({ hostname }: Pick<Location, "hostname">): LookUpNetworks | null {
  if (!THIS_MACHINE.has(hostname)) return null;
  return async (ips) => {
    const response = await fetch("/networks", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ips }),
    });
    if (response.status === 404) return null;
    if (!response.ok) throw new TypeError(`the console's program answered ${response.status}`);
    const { attribution, networks } = answerOf(objectOf(await response.json()));
    return { attribution, found: new Map(networks.map((one) => [one.ip, one.network])) };
  };
}
