/** Every clock of the mail on one line, by its distance to the time that most agree on; the table says the same. */
import { useAnalysisText } from "./analysis-text.ts";
import { BasisButton, type Column, DataTable, Section, type ShowBasis, Time } from "./parts.tsx";
import type { ClockView, TimeLineView } from "./read-trace.ts";
import { duration } from "./times.ts";

const SIDES = ["sender", "provider", "transit", "receiver"] as const;
const LANE_PX = 30;
const TOP_PX = 8;
const AXIS_PX = 30;

/** Ticks of the axis, in milliseconds: clocks differ by seconds or by years, so equal steps would show nothing. */
const TICKS: readonly (readonly [ms: number, label: string])[] = [
  [60_000, "1 min"],
  [3_600_000, "1 h"],
  [86_400_000, "1 d"],
  [31_536_000_000, "1 y"],
];

/** Sign kept, length logarithmic from one second on. */
export function scaled(ms: number): number {
  return Math.sign(ms) * Math.log10(1 + Math.abs(ms) / 1000);
}

export function TimeLineSection(props: { readonly timeLine: TimeLineView; readonly onShow: ShowBasis }) {
  const { t } = useAnalysisText();
  const { entries, reference } = props.timeLine;
  return (
    <Section title={t("clocks.title")}>
      {reference !== null && (
        <p className="zegel-dim">
          {t("clocks.reference")} <Time at={reference} />
        </p>
      )}
      {reference !== null && entries.length > 1 && <Chart entries={entries} />}
      <ClockTable entries={entries} onShow={props.onShow} />
    </Section>
  );
}

function Chart({ entries }: { readonly entries: readonly ClockView[] }) {
  const { t } = useAnalysisText();
  const widest = Math.max(scaled(60_000), ...entries.map((one) => Math.abs(scaled(one.offsetMs)))) * 1.08;
  const x = (ms: number) => `${(50 + (46 * scaled(ms)) / widest).toFixed(2)}%`;
  const lanes = SIDES.filter((side) => entries.some((one) => sideOf(one) === side));
  const bottom = TOP_PX + lanes.length * LANE_PX;
  const contradicting = entries.filter((one) => one.contradicts).length;
  const ticks = TICKS.filter(([ms]) => scaled(ms) <= widest).flatMap(([ms, label]) => [
    { ms: -ms, label: `−${label}` },
    { ms, label: `+${label}` },
  ]);
  return (
    <figure
      className="zegel-clocks"
      aria-label={t("clocks.picture", { count: entries.length, contradicting })}
    >
      <svg aria-hidden="true" width="100%" height={bottom + AXIS_PX}>
        {[{ ms: 0, label: "0" }, ...ticks].map(({ ms, label }) => (
          <g key={ms} className="zegel-tick" data-zero={ms === 0}>
            <line x1={x(ms)} x2={x(ms)} y1={TOP_PX} y2={bottom} />
            <text x={x(ms)} y={bottom + 18} textAnchor="middle">
              {label}
            </text>
          </g>
        ))}
        {lanes.map((side, lane) => (
          <text key={side} className="zegel-lane" x="0" y={TOP_PX + lane * LANE_PX + 10}>
            {t(`clocks.side.${side}`)}
          </text>
        ))}
        {entries.map((one, index) => (
          <Mark
            // biome-ignore lint: entries of one mail never change places
            key={index}
            entry={one}
            x={x(one.offsetMs)}
            y={TOP_PX + lanes.indexOf(sideOf(one)) * LANE_PX + 20}
          />
        ))}
      </svg>
      <figcaption className="zegel-dim">{t("clocks.legend")}</figcaption>
    </figure>
  );
}

function sideOf({ side }: ClockView): (typeof SIDES)[number] {
  return SIDES.find((one) => one === side) ?? "transit";
}

/** A circle agrees, a cross contradicts: told apart without colour. */
function Mark(props: { readonly entry: ClockView; readonly x: string; readonly y: number }) {
  const { x, y, entry } = props;
  if (!entry.contradicts) return <circle className="zegel-clock" cx={x} cy={y} r="5" />;
  return (
    <svg x={x} y={y} overflow="visible" className="zegel-clock" data-contradicts="true">
      <path d="M-6-6 6 6M6-6-6 6" />
    </svg>
  );
}

function ClockTable(props: { readonly entries: readonly ClockView[]; readonly onShow: ShowBasis }) {
  const { t, word } = useAnalysisText();
  const columns: Column<ClockView>[] = [
    {
      id: "source",
      label: t("clocks.source"),
      renderCell: (one) => (
        <span className="zegel-stack">
          <span>{word("clockSource", one.source)}</span>
          {one.side !== "" && <span className="zegel-dim">{word("clocks.side", one.side)}</span>}
        </span>
      ),
    },
    { id: "time", label: t("clocks.time"), renderCell: (one) => <Time at={one.time} /> },
    {
      id: "offset",
      label: t("clocks.offset"),
      renderCell: (one) => (
        <span className="zegel-stack">
          <span>{distance(one.offsetMs)}</span>
          {one.contradicts && <strong className="zegel-bad">✗ {t("clocks.contradicts")}</strong>}
        </span>
      ),
    },
    {
      id: "basis",
      label: t("basis.label"),
      renderCell: (one) => <BasisButton basis={one.basis} onShow={props.onShow} />,
    },
  ];
  return (
    <DataTable
      label={t("clocks.title")}
      columns={columns}
      rows={props.entries}
      keyOf={(_, index) => index}
      empty={t("clocks.none")}
    />
  );
}

function distance(ms: number): string {
  return ms > 0 ? `+${duration(ms)}` : duration(ms);
}
