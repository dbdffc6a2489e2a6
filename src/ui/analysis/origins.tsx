/** Who is named as the origin: provider, accounts, addresses, networks, program. Always with who says so. */
import type { ReactNode } from "react";
import { useAnalysisText } from "./analysis-text.ts";
import {
  BasisButton,
  Chosen,
  type Column,
  DataTable,
  Facts,
  Section,
  type ShowBasis,
  Tags,
  Trust,
} from "./parts.tsx";
import type { AnalysisView } from "./read-analysis.ts";
import type { AccountView, ClientView, ProviderView } from "./read-content.ts";
import type { NetworkView, OriginView, OwnNetworkView } from "./read-trace.ts";

export function ProviderSection({ provider }: Pick<AnalysisView, "provider">) {
  const { t, word } = useAnalysisText();
  if (provider === null) return null;
  return (
    <Section title={t("provider.title")}>
      <p>
        <strong>
          <Chosen text={word("providerName", provider.id)} />
        </strong>
        {provider.account !== null && (
          <>
            {" · "}
            {t("provider.account")} <Chosen text={provider.account} code />
          </>
        )}{" "}
        <span className="zegel-dim">
          {word("confidence", provider.confidence)} · {t("provider.samples", { count: provider.samples })}
        </span>
      </p>
      <Told title={t("provider.reveals")} group="reveals" codes={provider.reveals} />
      <Told title={t("provider.hides")} group="hides" codes={provider.hides} />
      <Request request={provider.request} />
    </Section>
  );
}

function Told(props: { readonly title: string; readonly group: string; readonly codes: readonly string[] }) {
  const { word } = useAnalysisText();
  if (props.codes.length === 0) return null;
  return (
    <>
      <h3>{props.title}</h3>
      <ul className="zegel-list">
        {props.codes.map((code) => (
          <li key={code}>
            <Chosen text={word(props.group, code)} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** One line for each item, however many values it has. */
function Request({ request }: { readonly request: ProviderView["request"] }) {
  const { t, word, wordOrNull } = useAnalysisText();
  if (request.length === 0) return null;
  const items = [...new Set(request.map(({ item }) => item))];
  const facts = items.map((item): readonly [string, ReactNode] => [
    word("requestItem", item),
    <ul key={item} className="zegel-plain">
      {request
        .filter((one) => one.item === item)
        .map(({ value }, index) => {
          const words = wordOrNull("requestValue", value);
          return (
            // biome-ignore lint: values of one item never change places
            <li key={`${value} ${index}`}>{words ?? <Chosen text={value} code />}</li>
          );
        })}
    </ul>,
  ]);
  return (
    <>
      <h3>{t("provider.request")}</h3>
      <Facts facts={facts} />
      <p className="zegel-dim">{t("notLegalAdvice")}</p>
    </>
  );
}

export function OriginsSection(props: {
  readonly origins: readonly OriginView[];
  /** From the offline table on this machine, by address; what the analysis carries itself comes first. */
  readonly networks?: ReadonlyMap<string, NetworkView>;
  /** Stands under the table: where the networks come from, or how to look them up. */
  readonly children?: ReactNode;
  readonly onShow: ShowBasis;
}) {
  const { t, word } = useAnalysisText();
  const columns: Column<OriginView>[] = [
    {
      id: "ip",
      label: t("origins.ip"),
      renderCell: (one) => (
        <span className="zegel-stack">
          <strong>
            <Chosen text={one.ip} code />
          </strong>
          {one.rdns !== null && <Chosen text={one.rdns} />}
        </span>
      ),
    },
    {
      id: "claimedBy",
      label: t("origins.claimedBy"),
      renderCell: (one) => (
        <span className="zegel-stack">
          <Chosen text={one.claimedBy} />
          <span className="zegel-dim">
            <Trust trusted={one.trusted} />
          </span>
          <BasisButton basis={one.basis} onShow={props.onShow} />
        </span>
      ),
    },
    {
      id: "kind",
      label: t("origins.kind"),
      renderCell: (one) => (
        <Tags texts={[one.kind, ...one.hints].filter(Boolean).map((code) => word("ipKind", code))} />
      ),
    },
    {
      id: "network",
      label: t("origins.network"),
      renderCell: (one) => <Network network={one.network ?? props.networks?.get(one.ip) ?? null} />,
    },
  ];
  return (
    <Section title={t("origins.title")}>
      <p className="zegel-dim">{t("origins.note")}</p>
      <DataTable
        label={t("origins.title")}
        columns={columns}
        rows={props.origins}
        keyOf={(_, index) => index}
        empty={t("origins.none")}
      />
      {props.children}
    </Section>
  );
}

function Network({ network }: { readonly network: NetworkView | null }) {
  const { t, language } = useAnalysisText();
  if (network === null) return <span className="zegel-dim">{t("unknown")}</span>;
  const { asn, organisation, country } = network;
  return (
    <span className="zegel-stack">
      <Chosen text={[asn === null ? "" : `AS${asn}`, organisation ?? ""].filter(Boolean).join(" ")} />
      {country !== null && (
        <span>{t("origins.registered", { country: countryName(country, language) })}</span>
      )}
      <span className="zegel-dim">
        <Chosen text={network.source} />
      </span>
    </span>
  );
}

function countryName(code: string, language: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames(language, { type: "region" }).of(code) ?? code;
}

export function OwnNetworkSection(props: {
  readonly matches: readonly OwnNetworkView[];
  readonly onShow: ShowBasis;
}) {
  const { t, word } = useAnalysisText();
  if (props.matches.length === 0) return null;
  const columns: Column<OwnNetworkView>[] = [
    { id: "value", label: t("own.value"), renderCell: (one) => <Chosen text={one.value} code /> },
    {
      id: "configured",
      label: t("own.configured"),
      renderCell: (one) => (
        <>
          {word("own.kind", one.kind)} <Chosen text={one.configured} code />
        </>
      ),
    },
    { id: "trust", label: t("trust.label"), renderCell: (one) => <Trust trusted={one.trusted} /> },
    {
      id: "basis",
      label: t("basis.label"),
      renderCell: (one) => <BasisButton basis={one.basis} onShow={props.onShow} />,
    },
  ];
  return (
    <Section title={t("own.title")}>
      <p className="zegel-dim">{t("own.note")}</p>
      <DataTable
        label={t("own.title")}
        columns={columns}
        rows={props.matches}
        keyOf={(_, index) => index}
        empty=""
      />
    </Section>
  );
}

export function AccountsSection(props: {
  readonly accounts: readonly AccountView[];
  readonly onShow: ShowBasis;
}) {
  const { t, word } = useAnalysisText();
  if (props.accounts.length === 0) return null;
  const columns: Column<AccountView>[] = [
    { id: "value", label: t("accounts.value"), renderCell: (one) => <Chosen text={one.value} code /> },
    { id: "kind", label: t("accounts.kind"), renderCell: (one) => word("accountKind", one.kind) },
    {
      id: "claimedBy",
      label: t("origins.claimedBy"),
      renderCell: (one) => (
        <span className="zegel-stack">
          <Trust trusted={one.trusted} />
          <BasisButton basis={one.basis} onShow={props.onShow} />
        </span>
      ),
    },
  ];
  return (
    <Section title={t("accounts.title")}>
      <DataTable
        label={t("accounts.title")}
        columns={columns}
        rows={props.accounts}
        keyOf={(_, index) => index}
        empty=""
      />
    </Section>
  );
}

export function ClientSection(props: { readonly client: ClientView; readonly onShow: ShowBasis }) {
  const { t, word } = useAnalysisText();
  const { client } = props;
  const facts: (readonly [string, string | null])[] = [
    [t("client.claimed"), client.claimed],
    [t("client.looksLike"), client.looksLike === null ? null : word("clientFamily", client.looksLike)],
    [t("client.languages"), client.languages.join(", ")],
    [t("client.charsets"), client.charsets.join(", ")],
    [t("client.zone"), client.zoneMinutes === null ? null : zoneText(client.zoneMinutes)],
    [t("client.fingerprint"), client.fingerprint],
    [t("client.contradictions"), client.contradictions.map((code) => word("contradiction", code)).join("; ")],
  ];
  const known = facts.filter(([, value]) => value !== null && value !== "");
  if (known.length === 0) return null;
  return (
    <Section title={t("client.title")}>
      <Facts facts={known.map(([label, value]) => [label, <Chosen key={label} text={value ?? ""} />])} />
      <div className="zegel-places">
        {client.basis.map((basis) => (
          <BasisButton key={`${basis.field} ${basis.offset}`} basis={basis} onShow={props.onShow} />
        ))}
      </div>
    </Section>
  );
}

/** "UTC+05:30". @param minutes - East of UTC. */
function zoneText(minutes: number): string {
  const [h, m] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? "−" : "+"}${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`;
}
