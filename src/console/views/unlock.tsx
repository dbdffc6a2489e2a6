import { Button, Field, Input } from "@fluentui/react-components";
import { type FormEvent, type RefObject, useRef, useState } from "react";
import { isEncryptedIdentity } from "../../core/seal/identity.ts";
import { ProgressLine } from "../../ui/index.ts";
import type { ConsoleState } from "../console-store.ts";
import type { ConsoleBuild } from "../ports.ts";
import type { UnlockRequest } from "../session.ts";
import { visibleText } from "../../ui/analysis/visible-text.ts";
import { Facts, FailureNotice, Notice, useConsoleText, ViewTitle } from "./bits.tsx";

/** An identity file is some lines; whatever is larger was chosen by mistake. */
const MAX_FILE_OCTETS = 1 << 16;

interface ChosenFile {
  readonly name: string;
  readonly octets: Uint8Array<ArrayBuffer>;
  readonly encrypted: boolean;
}

export function UnlockView(props: {
  readonly state: Exclude<ConsoleState, { stage: "open" }>;
  readonly build: ConsoleBuild;
  readonly onUnlock: (request: UnlockRequest) => void;
}) {
  const { t } = useConsoleText();
  const { state, build } = props;
  return (
    <main className="console-unlock">
      <ViewTitle>{t("unlock.title")}</ViewTitle>
      <Explanation state={state} />
      <p>{t("unlock.intro")}</p>
      {build.allowDemo && <p className="console-hint">{t("unlock.demo")}</p>}
      {state.stage === "unlocking" ? (
        <ProgressLine label={t(`unlock.step.${state.step}`)} fraction={null} />
      ) : (
        <UnlockForm onUnlock={props.onUnlock} />
      )}
      <p className="zegel-dim">{t("unlock.whatIsSigned")}</p>
      <Facts
        facts={[
          [t("unlock.intake"), <code key="intake">{build.intakeUrl}</code>],
          [t("unlock.root"), <code key="root">{build.directoryRoot}</code>],
        ]}
      />
    </main>
  );
}

function Explanation({ state }: { readonly state: Exclude<ConsoleState, { stage: "open" }> }) {
  const { t } = useConsoleText();
  if (state.stage !== "locked" || state.why === "start") return null;
  if (state.failure !== null) return <FailureNotice title={t("unlock.failed")} failure={state.failure} />;
  return <Notice intent="info" title={t(state.why === "idle" ? "unlock.idleLocked" : "unlock.locked")} />;
}

function UnlockForm(props: { readonly onUnlock: (request: UnlockRequest) => void }) {
  const { t } = useConsoleText();
  const [file, setFile] = useState<ChosenFile | null>(null);
  // Kept out of React's state: what is not in memory twice need not be cleared twice.
  const passphrase = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (file === null) return;
    const typed = passphrase.current?.value ?? "";
    if (passphrase.current) passphrase.current.value = "";
    props.onUnlock({ file: file.octets, passphrase: file.encrypted ? typed : null });
  };
  return (
    <form className="console-form" onSubmit={submit}>
      <FileChoice file={file} onFile={setFile} />
      {file?.encrypted === true && <PassphraseField field={passphrase} />}
      <Button type="submit" appearance="primary" disabled={file === null}>
        {t("unlock.submit")}
      </Button>
    </form>
  );
}

function FileChoice(props: {
  readonly file: ChosenFile | null;
  readonly onFile: (file: ChosenFile) => void;
}) {
  const { t } = useConsoleText();
  const input = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null) => {
    const [chosen] = files ?? [];
    if (chosen !== undefined) void readChosen(chosen).then(props.onFile);
  };
  return (
    <div
      className="console-file"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        take(event.dataTransfer.files);
      }}
    >
      <label htmlFor="identity-file">{t("unlock.file")}</label>
      <input
        id="identity-file"
        ref={input}
        type="file"
        className="zegel-hidden"
        onChange={(event) => take(event.currentTarget.files)}
      />
      <Button onClick={() => input.current?.click()}>{t("unlock.choose")}</Button>
      <span className="zegel-dim" aria-live="polite">
        {props.file === null ? t("unlock.drop") : visibleText(props.file.name)}
      </span>
    </div>
  );
}

async function readChosen(file: File): Promise<ChosenFile> {
  const octets = new Uint8Array(await file.slice(0, MAX_FILE_OCTETS + 1).arrayBuffer());
  return { name: file.name, octets, encrypted: isEncryptedIdentity(octets) };
}

function PassphraseField(props: { readonly field: RefObject<HTMLInputElement | null> }) {
  const { t } = useConsoleText();
  return (
    <Field label={t("unlock.passphrase")} hint={t("unlock.passphraseNeeded")}>
      <Input type="password" autoComplete="off" input={{ ref: props.field }} />
    </Field>
  );
}
