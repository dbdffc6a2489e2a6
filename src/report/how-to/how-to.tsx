/** How to save the original of a mail as a file, program by program, with a picture and the same in words. */
import { useEffect, useId, useState } from "react";
import "./how-to.css";
import { DragPicture, ElsewherePicture, MenuPicture } from "./pictures.tsx";
import { type MailProgram, PROGRAMS, WAYS } from "./programs.ts";
import { type HowToTexts, loadHowToTexts } from "./texts.ts";

export { likelyProgram, type MailProgram } from "./programs.ts";

interface HowToProps {
  /** BCP 47 tag. */
  readonly language: string;
  /** Chosen beforehand; null: the first one. */
  readonly likely?: MailProgram | null;
}

export function HowTo({ language, likely = null }: HowToProps) {
  const texts = useTexts(language);
  const [program, setProgram] = useState<MailProgram>(likely ?? "gmail");
  if (texts === null) return null;
  return (
    <div className="how">
      <p>{texts.why}</p>
      <Choice texts={texts} program={program} onChange={setProgram} />
      <div className="how-answer" aria-live="polite">
        <ol>
          {texts.steps[program].map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <Picture texts={texts} program={program} />
      </div>
      {WAYS[program] !== "elsewhere" && <p>{texts.choose}</p>}
      <p>
        <strong>{texts.keep}</strong>
      </p>
      <p className="how-dim">{texts.moved}</p>
    </div>
  );
}

function Choice(props: {
  readonly texts: HowToTexts;
  readonly program: MailProgram;
  readonly onChange: (program: MailProgram) => void;
}) {
  const name = useId();
  return (
    <fieldset>
      <legend>{props.texts.which}</legend>
      {PROGRAMS.map((one) => (
        <label key={one}>
          <input
            type="radio"
            name={name}
            checked={one === props.program}
            onChange={() => props.onChange(one)}
          />
          <span>{props.texts.names[one]}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Picture({ texts, program }: { readonly texts: HowToTexts; readonly program: MailProgram }) {
  const way = WAYS[program];
  if (way === "drag") return <DragPicture title={texts.picture.drag} />;
  if (way === "elsewhere") return <ElsewherePicture title={texts.picture.elsewhere} />;
  const entry = texts.entry[program] ?? "";
  return <MenuPicture title={texts.picture.menu.replace("{{entry}}", entry)} entry={entry} />;
}

/** Null until they came; where the line breaks, the page's other words go on without them. */
function useTexts(language: string): HowToTexts | null {
  const [texts, setTexts] = useState<HowToTexts | null>(null);
  useEffect(() => {
    let current = true;
    loadHowToTexts(language).then(
      (loaded) => current && setTexts(loaded),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [language]);
  return texts;
}
