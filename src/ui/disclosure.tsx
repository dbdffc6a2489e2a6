import type { ReactNode } from "react";

/** Native details: closed at first, keyboard and screen reader for free, findable by the page's own search. */
export function Disclosure(props: {
  readonly title: ReactNode;
  readonly children: ReactNode;
  readonly onOpen?: () => void;
}) {
  return (
    <details
      className="zegel-disclosure"
      onToggle={(event) => {
        if (event.currentTarget.open) props.onOpen?.();
      }}
    >
      <summary>{props.title}</summary>
      <div className="zegel-disclosure-body">{props.children}</div>
    </details>
  );
}
