/** Asks for the keys of a message's signatures again, on request only: it tells the intake of the domain. */
import { Button } from "@fluentui/react-components";
import { createContext, useContext, useState } from "react";
import type { LookedUpKey, SignatureName } from "../key-look-up.ts";
import { Chosen, type Column, DataTable, Section, Time, useConsoleText } from "./bits.tsx";

export type LookUpKeys = (
  names: readonly SignatureName[],
  octets: Uint8Array | null,
) => Promise<readonly LookedUpKey[]>;

/** Null where nobody is signed in. */
export const KeysContext = createContext<LookUpKeys | null>(null);

export function KeyLookUp(props: {
  readonly names: readonly SignatureName[];
  readonly octets: Uint8Array | null;
}) {
  const { t, word } = useConsoleText();
  const lookUp = useContext(KeysContext);
  const [keys, setKeys] = useState<readonly LookedUpKey[] | "looking" | null>(null);
  const { names, octets } = props;
  if (lookUp === null || names.length === 0) return null;
  const look = () => {
    setKeys("looking");
    lookUp(names, octets).then(setKeys, () => setKeys(null));
  };
  const columns: Column<LookedUpKey>[] = [
    {
      id: "name",
      label: t("keys.name"),
      renderCell: (one) => <Chosen text={`${one.selector}._domainkey.${one.domain}`} code />,
    },
    {
      id: "answer",
      label: t("keys.answer"),
      renderCell: (one) => (one.outcome === null ? (one.failure ?? "") : word("keyOutcome", one.outcome)),
    },
    { id: "at", label: t("keys.at"), renderCell: (one) => <Time at={one.at} /> },
    {
      id: "signature",
      label: t("keys.signature"),
      renderCell: (one) => (one.signature === null ? "" : word("dkimValue", one.signature)),
    },
  ];
  return (
    <Section title={t("keys.title")}>
      <p className="zegel-dim">{t("keys.about", { domains: domainsOf(names) })}</p>
      <div className="zegel-stack" aria-live="polite">
        <span>
          <Button onClick={look} disabledFocusable={keys === "looking"}>
            {t("keys.look")}
          </Button>
        </span>
        {Array.isArray(keys) && (
          <DataTable
            label={t("keys.title")}
            columns={columns}
            rows={keys as readonly LookedUpKey[]}
            keyOf={(_, index) => index}
            empty={t("none")}
          />
        )}
      </div>
    </Section>
  );
}

function domainsOf(names: readonly SignatureName[]): string {
  return [...new Set(names.map(({ domain }) => domain))].join(", ");
}
