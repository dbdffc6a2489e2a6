/** Who announces the addresses, from the table of the program that serves this page on this machine: asked, never by itself. */
import { Button } from "@fluentui/react-components";
import { createContext, useContext, useState } from "react";
import type { NetworkView, OriginView } from "../../ui/analysis/read-trace.ts";
import type { LookUpNetworks } from "../ports.ts";
import { Chosen, useConsoleText } from "./bits.tsx";

/** Null where the page is not served by this machine's own program: then nobody is asked. */
export const NetworksContext = createContext<LookUpNetworks | null>(null);

export interface Networks {
  readonly state: "unavailable" | "idle" | "looking" | "failed" | "found" | "no-table";
  readonly found: ReadonlyMap<string, NetworkView>;
  /** Names the table's makers, as its licence asks. */
  readonly attribution: string;
  readonly look: () => void;
}

const NOTHING: ReadonlyMap<string, NetworkView> = new Map();

export function useNetworks(origins: readonly OriginView[]): Networks {
  const lookUp = useContext(NetworksContext);
  const [result, setResult] = useState<Omit<Networks, "look">>({
    state: lookUp === null || !origins.some(isAsked) ? "unavailable" : "idle",
    found: NOTHING,
    attribution: "",
  });
  const look = () => {
    if (lookUp === null) return;
    setResult({ state: "looking", found: NOTHING, attribution: "" });
    const ips = [...new Set(origins.filter(isAsked).map((one) => one.ip))];
    lookUp(ips).then(
      (answer) =>
        setResult(
          answer === null
            ? { state: "no-table", found: NOTHING, attribution: "" }
            : { state: "found", ...answer },
        ),
      () => setResult({ state: "failed", found: NOTHING, attribution: "" }),
    );
  };
  return { ...result, look };
}

/** Others stand in no table. */
function isAsked({ kind, network }: OriginView): boolean {
  return kind === "public" && network === null;
}

export function NetworkLookUp({ networks }: { readonly networks: Networks }) {
  const { t } = useConsoleText();
  const { state, look, attribution } = networks;
  if (state === "unavailable") return null;
  if (state === "found")
    return (
      <p className="zegel-dim">
        {t("networks.hint")} <Chosen text={attribution} />
      </p>
    );
  return (
    <div className="zegel-stack" aria-live="polite">
      <span>
        <Button onClick={look} disabledFocusable={state === "looking"}>
          {t("networks.look")}
        </Button>
      </span>
      <span className="zegel-dim">
        {t(
          state === "no-table" ? "networks.none" : state === "failed" ? "networks.failed" : "networks.about",
        )}
      </span>
    </div>
  );
}
