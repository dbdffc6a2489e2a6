/** Our own drawings of what to press: no program's artwork. Colours come from the theme, forced colours too. */
import type { ReactNode } from "react";

interface PictureProps {
  /** What it shows, in words. */
  readonly title: string;
}

function Drawing({ title, children }: PictureProps & { readonly children: ReactNode }) {
  return (
    <figure className="how-picture" aria-label={title}>
      <svg viewBox="0 0 320 180" aria-hidden="true">
        {children}
      </svg>
    </figure>
  );
}

/** A number beside what to press, as in the list of steps. */
function Mark({ x, y, number }: { readonly x: number; readonly y: number; readonly number: number }) {
  return (
    <g>
      <circle className="how-mark" cx={x} cy={y} r="11" />
      <text className="how-mark-text" x={x} y={y + 4.5} textAnchor="middle">
        {number}
      </text>
    </g>
  );
}

function Lines(props: { readonly x: number; readonly y: number; readonly widths: readonly number[] }) {
  return props.widths.map((width, i) => (
    <rect
      key={`${props.y}-${width}-${i * 2}`}
      className="how-line"
      x={props.x}
      y={props.y + i * 14}
      width={width}
      height="6"
      rx="3"
    />
  ));
}

/** A mail with its menu open. */
export function MenuPicture({ title, entry }: PictureProps & { readonly entry: string }) {
  return (
    <Drawing title={title}>
      <rect className="how-window" x="8" y="8" width="304" height="164" rx="10" />
      <circle className="how-line" cx="34" cy="38" r="13" />
      <Lines x={56} y={28} widths={[96, 62]} />
      <Lines x={24} y={76} widths={[88, 96, 70, 92, 60]} />
      <g className="how-dots">
        <rect className="how-pressed" x="268" y="24" width="30" height="30" rx="6" />
        <circle cx="283" cy="32" r="2.2" />
        <circle cx="283" cy="39" r="2.2" />
        <circle cx="283" cy="46" r="2.2" />
      </g>
      <rect className="how-menu" x="132" y="60" width="166" height="100" rx="6" />
      <Lines x={146} y={72} widths={[84]} />
      <rect className="how-chosen" x="136" y="86" width="158" height="28" rx="5" />
      <text className="how-entry" x="146" y="104.5">
        {entry}
      </text>
      <Lines x={146} y={126} widths={[104, 70]} />
      <Mark x={256} y={28} number={2} />
      <Mark x={136} y={116} number={3} />
    </Drawing>
  );
}

/** A mail on its way from the list to the desktop. */
export function DragPicture({ title }: PictureProps) {
  return (
    <Drawing title={title}>
      <rect className="how-window" x="8" y="8" width="176" height="164" rx="10" />
      <Lines x={24} y={28} widths={[110]} />
      <rect className="how-chosen" x="18" y="50" width="156" height="30" rx="5" />
      <Lines x={30} y={62} widths={[120]} />
      <Lines x={30} y={98} widths={[100, 132, 88, 116]} />
      <path className="how-arrow" d="M150 66 C 200 66 216 76 238 104" />
      <path className="how-arrow-head" d="M244 112 L 228 104 L 240 95 Z" />
      <path className="how-file" d="M236 112 h30 l14 14 v38 h-44 Z" />
      <path className="how-fold" d="M266 112 v14 h14" />
      <text className="how-ending" x="258" y="152" textAnchor="middle">
        .eml
      </text>
      <Mark x={206} y={60} number={2} />
    </Drawing>
  );
}

/** From a phone to a computer. */
export function ElsewherePicture({ title }: PictureProps) {
  return (
    <Drawing title={title}>
      <rect className="how-window" x="30" y="26" width="68" height="128" rx="12" />
      <Lines x={44} y={52} widths={[40, 32, 38]} />
      <path className="how-arrow" d="M114 90 H 158" />
      <path className="how-arrow-head" d="M170 90 L 156 82 V 98 Z" />
      <rect className="how-window" x="184" y="40" width="112" height="76" rx="6" />
      <rect className="how-chosen" x="194" y="52" width="92" height="22" rx="4" />
      <Lines x={200} y={60} widths={[64]} />
      <Lines x={200} y={86} widths={[80, 56]} />
      <path className="how-stand" d="M172 130 H 308 L 300 142 H 180 Z" />
    </Drawing>
  );
}
