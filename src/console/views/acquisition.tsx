/** How a mail was obtained, and what others said of it meanwhile: records of the device, and claims of those it asked. */
import type { ReactNode } from "react";
import { duration } from "../../ui/analysis/times.ts";
import { type ClaimGroup, claimGroups } from "../claims.ts";
import { problemsOfMail } from "../problems.ts";
import type { Differences, SecondMethod } from "../second-method.ts";
import type { ShownMessage, ShownReport } from "../shown-report.ts";
import { Chosen, DataTable, Facts, Notice, Section, Time, useConsoleText } from "./bits.tsx";
import { ProblemTable } from "./problems.tsx";

interface Props {
  readonly message: ShownMessage;
  readonly content: ShownReport;
}

export function AcquisitionSection({ message, content }: Props) {
  const { t } = useConsoleText();
  const { acquisition } = message;
  const problems = problemsOfMail(message);
  const facts: [string, ReactNode][] = [
    [t("overview.method"), <Chosen key="method" text={acquisition.method} code />],
    [t("overview.obtainedAt"), <Time key="at" at={acquisition.endedAt} />],
    [t("overview.zone"), <Kept key="zone" text={acquisition.timeZone} />],
    [t("overview.clockOffset"), <Clock key="clock" offset={acquisition.clockOffsetMs} />],
    [t("overview.host"), <Host key="host" host={acquisition.host} />],
    [t("overview.custodian"), <Custodian key="who" acquisition={acquisition} />],
    [
      t("overview.device"),
      <span key="device" className="zegel-stack">
        <code>{content.signature.principal}</code>
        <span className="zegel-dim">{t(deviceText(message, content))}</span>
      </span>,
    ],
  ];
  if (content.supplements !== null)
    facts.push([t("report.supplements"), <code key="supplements">{content.supplements}</code>]);
  return (
    <Section title={t("overview.acquisition")}>
      <Facts facts={facts} />
      <h3>{t("overview.errors")}</h3>
      <ProblemTable label={t("overview.errors")} problems={problems} />
    </Section>
  );
}

/** What one key stands for: a browser profile, one report, or a service that seals for many. */
function deviceText({ acquisition }: ShownMessage, { report }: ShownReport): string {
  if (acquisition.provenance === "fetched-by-service") return "overview.deviceService";
  return report.confidential === true ? "confidential.device" : "overview.deviceText";
}

/** What a confidential report withholds says so in words. */
function Kept({ text }: { readonly text: string }) {
  const { t } = useConsoleText();
  if (text !== "withheld") return <Chosen text={text} />;
  return <span className="zegel-dim">{t("confidential.withheld")}</span>;
}

function Host({ host }: { readonly host: ShownMessage["acquisition"]["host"] }) {
  return [host.application, host.version, host.platform]
    .filter((text) => text !== "")
    .map((text, index) => (
      // biome-ignore lint: three texts that never change places
      <span key={index}>
        {index > 0 && " · "}
        <Kept text={text} />
      </span>
    ));
}

/** @param offset - Device clock minus server clock, milliseconds. */
function Clock({ offset }: { readonly offset: number | null }) {
  const { t } = useConsoleText();
  if (offset === null || !Number.isFinite(offset)) return t("unknown");
  const time = duration(Math.abs(offset));
  return (
    <span className="zegel-stack">
      <span>
        {Math.abs(offset) < 1000 ? t("clock.same") : t(offset > 0 ? "clock.ahead" : "clock.behind", { time })}
      </span>
      <span className="zegel-dim">{t("clock.about")}</span>
    </span>
  );
}

function Custodian({ acquisition }: { readonly acquisition: ShownMessage["acquisition"] }) {
  const { t, word } = useConsoleText();
  const { custodian, provenance } = acquisition;
  const { role, subject } = custodian;
  return (
    <span className="zegel-stack">
      <span>{word("custodian.role", role)}</span>
      {subject === null ? (
        <span className="zegel-dim">{t("custodian.nobody")}</span>
      ) : (
        <>
          <span>
            {t("custodian.signedIn")} <Chosen text={subject} code />
          </span>
          <span className="zegel-dim">
            {t(provenance === "fetched-by-service" ? "custodian.aboutService" : "custodian.about")}
          </span>
        </>
      )}
    </span>
  );
}

/** Agreement of two methods, as recorded and as computed here. */
export function SecondSection({ message }: { readonly message: ShownMessage }) {
  const { t } = useConsoleText();
  const { second } = message;
  if (second === null) return null;
  const { record, recomputed, differences } = second;
  const verdict = (agrees: boolean) => t(agrees ? "second.same" : "second.different");
  return (
    <Section title={t("second.title")}>
      {recomputed !== record.agrees && (
        <Notice intent="error" title={t("second.contradiction")}>
          {t("second.contradictionText")}
        </Notice>
      )}
      <Facts
        facts={[
          [t("overview.method"), <Chosen key="method" text={record.method} code />],
          [t("source.file"), <Chosen key="path" text={record.path} code />],
          ["SHA-256", <code key="digest">{record.digest.slice(7)}</code>],
          [t("second.recorded"), verdict(record.agrees)],
          [t("second.recomputed"), <strong key="recomputed">{verdict(recomputed)}</strong>],
          [t("second.differences"), <DifferenceList key="differences" second={second} />],
        ]}
      />
      {differences !== null && <p className="zegel-dim">{t("second.rule")}</p>}
    </Section>
  );
}

function DifferenceList({ second }: { readonly second: SecondMethod }) {
  const { t } = useConsoleText();
  const { differences } = second;
  if (differences === null) return t("second.nothing");
  if (differences.octetsEqual) return t("second.octetsEqual");
  return (
    <ul className="zegel-plain">
      <Names title={t("second.onlyFirst")} names={differences.onlyFirst} />
      <Names title={t("second.onlySecond")} names={differences.onlySecond} />
      {unlisted(differences) > 0 && <li>{t("more", { count: unlisted(differences) })}</li>}
      {differences.fieldCount === 0 && (
        <li>{t(differences.reordered ? "second.reordered" : "second.sameFields")}</li>
      )}
      <li>{t(`second.body.${differences.body}`)}</li>
    </ul>
  );
}

function unlisted({ fieldCount, onlyFirst, onlySecond }: Differences): number {
  return fieldCount - onlyFirst.length - onlySecond.length;
}

function Names(props: { readonly title: string; readonly names: readonly string[] }) {
  if (props.names.length === 0) return null;
  return (
    <li>
      {props.title} <Chosen text={props.names.join(", ")} code />
    </li>
  );
}

/** Claims of servers and programs, each under the name of whoever made it. */
export function ClaimsSection({ message }: { readonly message: ShownMessage }) {
  const { t } = useConsoleText();
  const { item, provenance } = message.acquisition;
  const groups = claimGroups(item);
  if (groups.length === 0) return null;
  return (
    <Section title={t("claims.title")}>
      <p className="zegel-dim">{t("claims.about")}</p>
      {groups.map((group) => (
        <Claims
          key={group.by}
          group={group}
          by={group.by === "host" && provenance === "supplied-file" ? "file" : group.by}
        />
      ))}
    </Section>
  );
}

/** @param by - "file": of a supplied file no program says anything, it speaks of itself. */
function Claims({ group, by }: { readonly group: ClaimGroup; readonly by: ClaimGroup["by"] | "file" }) {
  const { t } = useConsoleText();
  const title = t(`claims.by.${by}`);
  return (
    <>
      <h3>{title}</h3>
      <DataTable
        label={title}
        columns={[
          { id: "name", label: t("claims.name"), renderCell: ({ name }) => <Chosen text={name} code /> },
          {
            id: "value",
            label: t("claims.value"),
            renderCell: ({ value }) =>
              value === null ? (
                <span className="zegel-dim">{t("claims.nothing")}</span>
              ) : (
                <Chosen text={String(value)} />
              ),
          },
        ]}
        rows={group.claims}
        keyOf={({ name }) => name}
        empty={t("none")}
      />
      {group.more > 0 && <p>{t("more", { count: group.more })}</p>}
    </>
  );
}
