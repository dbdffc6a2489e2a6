import { Button } from "@fluentui/react-components";
import { ProgressLine } from "../../ui/index.ts";
import type { ComparedCheckpoint, LogAudit, PackagePosition } from "../log-audit.ts";
import type { LogState } from "../verification.ts";
import { type Column, DataTable, Facts, Notice, Section, useConsoleText, ViewTitle } from "./bits.tsx";

const INTENTS = { consistent: "success", forked: "error", "rolled-back": "error", refused: "error" } as const;

/** A fork or rollback is said on every screen; all is well is said only where somebody asks. */
export function LogAlarm({ log }: { readonly log: LogState }) {
  if (log.state !== "audited" || log.audit.verdict === "consistent") return null;
  return <Verdict audit={log.audit} />;
}

function Verdict({ audit }: { readonly audit: LogAudit }) {
  const { t, word } = useConsoleText();
  const reason = audit.code === null ? "" : `${word("error", audit.code)} (${audit.code})`;
  return (
    <Notice
      intent={INTENTS[audit.verdict]}
      title={t(`log.verdict.${audit.verdict}`)}
      urgent={audit.verdict !== "consistent"}
    >
      {t(`log.verdictText.${audit.verdict}`, { reason })}
    </Notice>
  );
}

export function LogView(props: {
  readonly log: LogState;
  readonly listed: number;
  /** Reference of a package that was opened; null where only its digest is known. */
  readonly referenceOf: (packageDigest: string) => string | null;
  readonly onBack: () => void;
  readonly onRefresh: () => void;
}) {
  const { t, reason } = useConsoleText();
  const { log } = props;
  return (
    <article className="console-report">
      <Button appearance="subtle" onClick={props.onBack}>
        ← {t("back")}
      </Button>
      <ViewTitle>{t("log.title")}</ViewTitle>
      {log.state === "unknown" && <p>{t("log.unknown")}</p>}
      {log.state === "checking" && (
        <ProgressLine
          label={t("log.checking", { done: log.done, total: log.total })}
          fraction={log.total === 0 ? null : log.done / log.total}
        />
      )}
      {log.state === "failed" && (
        <Notice intent="error" title={t("log.failed", { reason: reason(log.failure) })} urgent>
          <code>{log.failure.code}</code>
        </Notice>
      )}
      {log.state === "audited" && (
        <AuditDetails audit={log.audit} listed={props.listed} referenceOf={props.referenceOf} />
      )}
      <Button onClick={props.onRefresh} disabled={log.state === "checking"}>
        {t("refresh")}
      </Button>
    </article>
  );
}

function AuditDetails(props: {
  readonly audit: LogAudit;
  readonly listed: number;
  readonly referenceOf: (packageDigest: string) => string | null;
}) {
  const { t } = useConsoleText();
  const { audit, listed } = props;
  const types = Object.entries(audit.entriesByType).filter(([, count]) => count > 0);
  return (
    <>
      {/* An alarm stands above every view already. */}
      {audit.verdict === "consistent" && <Verdict audit={audit} />}
      <Facts
        facts={[
          [t("log.origin"), <code key="origin">{audit.origin}</code>],
          [t("log.entries"), audit.size],
          [t("log.read"), audit.read],
          [t("log.unread"), audit.unread.length === 0 ? t("log.missingNone") : audit.unread.join(", ")],
          [
            t("log.types"),
            types.map(([type, count]) => `${count} ${t(`log.type.${type}`)}`).join(", ") || t("none"),
          ],
          [t("log.packages"), audit.entriesByType.package],
          [t("log.listed"), listed],
          [t("log.missing"), <Positions key="missing" positions={audit.missing} />],
          [t("log.unlogged"), <Positions key="unlogged" positions={audit.unlogged} />],
          [t("log.erased"), audit.erased],
          [t("log.root"), <code key="root">{audit.root}</code>],
        ]}
      />
      <Section title={t("log.compared")}>
        <p className="zegel-dim">{t("log.comparedText")}</p>
        <Compared compared={audit.compared} referenceOf={props.referenceOf} />
      </Section>
    </>
  );
}

function Positions({ positions }: { readonly positions: readonly PackagePosition[] }) {
  const { t } = useConsoleText();
  if (positions.length === 0) return t("log.missingNone");
  return (
    <ul className="zegel-plain console-bad">
      {positions.map((one) => (
        <li key={`${one.index} ${one.package}`}>
          {t("log.index", { index: one.index })} <code>{one.package}</code>
        </li>
      ))}
    </ul>
  );
}

function Compared(props: {
  readonly compared: readonly ComparedCheckpoint[];
  readonly referenceOf: (packageDigest: string) => string | null;
}) {
  const { t, word } = useConsoleText();
  const name = (one: ComparedCheckpoint) =>
    one.package === null ? "" : (props.referenceOf(one.package) ?? `${one.package.slice(7, 15)}…`);
  const columns: Column<ComparedCheckpoint>[] = [
    {
      id: "source",
      label: t("log.compared"),
      renderCell: (one) => (
        <>
          {t(`log.source.${one.source}`)} {name(one)}
        </>
      ),
    },
    {
      id: "size",
      label: t("log.entries"),
      renderCell: (one) => (one.size === null ? t("unknown") : t("log.size", { count: one.size })),
    },
    {
      id: "verdict",
      label: t("log.verdictColumn"),
      renderCell: (one) => (
        <span className={one.verdict === "consistent" ? undefined : "console-bad"}>
          {word("log.comparedVerdict", one.verdict)}
        </span>
      ),
    },
  ];
  return (
    <DataTable
      label={t("log.compared")}
      columns={columns}
      rows={props.compared}
      keyOf={(_, index) => index}
      empty={t("log.comparedNone")}
    />
  );
}
