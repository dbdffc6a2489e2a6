import { type ReactNode, useState } from "react";

/** Native details: closed at first, keyboard and screen reader for free, findable by the page's own search. */
export function Disclosure(props: {
  readonly title: ReactNode;
  readonly children: ReactNode;
  readonly onOpen?: () => void;
  /** Open from the start; later changes belong to whoever reads. */
  readonly open?: boolean;
}) {
  const [open] = useState(props.open ?? false);
  return (
    <details
      className="zegel-disclosure"
      open={open}
      onToggle={(event) => {
        if (event.currentTarget.open) props.onOpen?.();
      }}
    >
      {/* office.js on the web finds no summary without it, and takes every Tab to itself (taskpane/tab-key.ts). */}
      <summary tabIndex={0}>{props.title}</summary>
      <div className="zegel-disclosure-body">{props.children}</div>
    </details>
  );
}
