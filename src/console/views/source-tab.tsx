import { Button, Field, Select } from "@fluentui/react-components";
import { useState } from "react";
import { type SourceMark, SourceView } from "../../ui/analysis/source.tsx";
import { saveFile } from "../../ui/index.ts";
import type { ShownMessage, ShownSource } from "../shown-report.ts";
import { Facts, useConsoleText } from "./bits.tsx";

/** The octets as obtained: plain text, a page at a time. Nothing of them ever becomes markup. */
export function SourceTab(props: {
  readonly message: ShownMessage;
  readonly reference: string;
  /** Octets of the first source to open at; null begins at the start. */
  readonly mark: SourceMark | null;
  /** Back to where the octets were asked for; null where nothing asked. */
  readonly onBack: (() => void) | null;
}) {
  const { t } = useConsoleText();
  const { sources } = props.message;
  const [path, setPath] = useState(sources[0]?.path ?? "");
  const source = sources.find((one) => one.path === path);
  if (source === undefined) return <p>{t("source.noSource")}</p>;
  return (
    <>
      {props.onBack !== null && (
        <span>
          <Button onClick={props.onBack}>← {t("analysis.back")}</Button>
        </span>
      )}
      <p className="zegel-dim">{t("source.about")}</p>
      {sources.length > 1 && (
        <Field label={t("source.file")}>
          <Select value={path} onChange={(_, { value }) => setPath(value)}>
            {sources.map((one) => (
              <option key={one.path}>{one.path}</option>
            ))}
          </Select>
        </Field>
      )}
      <SourceFacts source={source} name={savedName(props.reference, props.message.number, source)} />
      <SourceView
        key={source.path}
        octets={source.octets}
        pages={source.pages}
        // What the analysis rests on counts from the first source.
        mark={source === sources[0] ? props.mark : null}
      />
    </>
  );
}

/** Paths of a package are ours (docs/package-format.md, section 3): safe in a file name. */
function savedName(reference: string, number: number, { path }: ShownSource): string {
  const file = path.replaceAll("/", "-");
  return `${reference}-${String(number).padStart(4, "0")}-${file}${file.includes(".") ? "" : ".bin"}`;
}

function SourceFacts({ source, name }: { readonly source: ShownSource; readonly name: string }) {
  const { t } = useConsoleText();
  const [copied, setCopied] = useState(false);
  const hash = source.digest.slice("sha256:".length);
  return (
    <>
      <Facts
        facts={[
          [
            t("source.digest"),
            <code key="digest" data-testid="source-sha256">
              {hash}
            </code>,
          ],
          [t("source.file"), t("source.size", { octets: source.octets.length, lines: source.pages.lines })],
        ]}
      />
      <div className="console-actions">
        <Button
          onClick={() => {
            void navigator.clipboard.writeText(hash).then(() => setCopied(true));
          }}
        >
          {t(copied ? "source.copied" : "source.copy")}
        </Button>
        <Button onClick={() => saveFile(name, source.octets, "application/octet-stream")}>
          {t("source.download", { name: source.path })}
        </Button>
      </div>
    </>
  );
}
