/** The way that the mail took, as a line from the oldest server to the newest, with the place where trust begins. */
import { Fragment } from "react";
import { type AnalysisText, useAnalysisText } from "./analysis-text.ts";
import { BasisButton, Chosen, Section, type ShowBasis, Tags, Time } from "./parts.tsx";
import type { AnalysisView } from "./read-analysis.ts";
import type { HopView, TraceView } from "./read-trace.ts";
import { duration } from "./times.ts";

interface RouteProps {
  readonly analysis: Pick<AnalysisView, "hops" | "trace">;
  readonly onShow: ShowBasis;
}

export function RouteSection({ analysis, onShow }: RouteProps) {
  const text = useAnalysisText();
  const { t } = text;
  const { hops, trace } = analysis;
  const oldestFirst = hops.toReversed();
  if (oldestFirst.length === 0)
    return (
      <Section title={t("route.title")}>
        <p className="zegel-dim">{t("route.none")}</p>
      </Section>
    );
  return (
    <Section title={t("route.title")}>
      <p className="zegel-dim">{summary(trace, hops.length, text)}</p>
      <ol className="zegel-route">
        {oldestFirst.map((hop, index) => (
          <Fragment key={`${hop.index} ${hop.basis.offset}`}>
            {isBoundary(oldestFirst, index) && (
              <li className="zegel-boundary">
                <span>{t("route.boundary")}</span>
                {trace.handoverIp !== null && (
                  <span>
                    {t("route.handover")} <Chosen text={trace.handoverIp} code />
                  </span>
                )}
              </li>
            )}
            <HopItem hop={hop} first={index === 0} onShow={onShow} />
          </Fragment>
        ))}
      </ol>
    </Section>
  );
}

/** The first line, upwards from the oldest, that the reporter's own mail system added. */
function isBoundary(oldestFirst: readonly HopView[], index: number): boolean {
  return (
    oldestFirst[index]?.trusted === true && oldestFirst.slice(0, index).every((hop) => hop.trusted !== true)
  );
}

function summary(trace: TraceView, count: number, { t }: AnalysisText): string {
  const parts = [t("route.count", { count })];
  // Below zero the clocks disagree, and how long it took is not known.
  if (trace.durationMs !== null && trace.durationMs >= 0)
    parts.push(t("route.lasted", { time: duration(trace.durationMs) }));
  return parts.join(" ");
}

function HopItem(props: { readonly hop: HopView; readonly first: boolean; readonly onShow: ShowBasis }) {
  const { t, word } = useAnalysisText();
  const { hop, first, onShow } = props;
  const from = [hop.from.helo, hop.from.rdns, hop.from.ip === null ? null : `[${hop.from.ip}]`];
  const source = [...new Set(from.filter((one) => one !== null))].join(" · ");
  const how = [hop.with, hop.tls].filter((one) => one !== null).join(" · ");
  const notes = [...hop.flags, ...hop.doubts].map((flag) => word("hopFlag", flag));
  return (
    <li className="zegel-hop" data-trusted={String(hop.trusted)} data-doubt={hop.doubts.length > 0}>
      {!first && hop.delayMs !== null && (
        <p className="zegel-delay" data-negative={hop.delayMs < 0}>
          {t(hop.delayMs < 0 ? "route.back" : "route.after", { time: duration(Math.abs(hop.delayMs)) })}
        </p>
      )}
      <p>
        <strong>
          <Chosen text={hop.by ?? t("route.unnamed")} />
        </strong>
      </p>
      <p>
        {t(first ? "route.firstFrom" : "route.from")}{" "}
        {source === "" ? <span className="zegel-dim">{t("unknown")}</span> : <Chosen text={source} />}
        {how !== "" && (
          <span className="zegel-dim">
            {" "}
            <Chosen text={how} />
          </span>
        )}
      </p>
      <Time at={hop.receivedAt} />
      <Tags texts={notes} />
      <p className="zegel-dim">{t(trustKey(hop.trusted))}</p>
      <BasisButton basis={hop.basis} onShow={onShow} />
    </li>
  );
}

function trustKey(trusted: boolean | null): string {
  return trusted === null ? "trust.open" : trusted ? "trust.yes" : "trust.no";
}
