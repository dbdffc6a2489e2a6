import { type ReactNode, useId } from "react";

/**
 * A tick or a dot with its words. The browser's own, in the theme's colour: Fluent's would take 15 KB, 4 of them on the
 * first screen, and these follow the keyboard, screen readers and forced colours by themselves.
 */
export function Choice(props: {
  readonly kind: "checkbox" | "radio";
  /** Same for the radios of one question. */
  readonly group?: string;
  readonly checked: boolean;
  readonly label: string;
  readonly description?: string;
  readonly onChange: (checked: boolean) => void;
}) {
  const id = useId();
  const { description = "" } = props;
  return (
    <div className="pane-choice">
      <input
        id={id}
        type={props.kind}
        name={props.group ?? id}
        checked={props.checked}
        aria-describedby={description === "" ? undefined : `${id}-description`}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <label htmlFor={id}>{props.label}</label>
      {description !== "" && (
        <span id={`${id}-description`} className="pane-description">
          {description}
        </span>
      )}
    </div>
  );
}

/** One question: its words are the name of the group. */
export function Question(props: { readonly label: string; readonly children: ReactNode }) {
  return (
    <fieldset className="pane-question">
      <legend>{props.label}</legend>
      {props.children}
    </fieldset>
  );
}
