/**
 * A step with its progress. The words are announced politely when the step changes, the numbers are not:
 * a screen reader that reads every per cent helps nobody.
 */
export function ProgressLine(props: {
  readonly label: string;
  /** 0 to 1; null where the length is unknown. */
  readonly fraction: number | null;
}) {
  const percent = props.fraction === null ? null : Math.round(Math.min(1, Math.max(0, props.fraction)) * 100);
  return (
    <div className="zegel-progress">
      <p className="zegel-progress-label" aria-live="polite">
        {props.label}
      </p>
      <progress aria-label={props.label} max={100} {...(percent === null ? {} : { value: percent })} />
    </div>
  );
}
