/** The reporter's own files: chosen, dropped or pasted. They are read when they are sealed, not here. */
import { Button } from "@fluentui/react-components";
import { type DragEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { formatOctets } from "../../ui/index.ts";
import type { ExtraFile } from "../../workflow/ports.ts";
import { addFiles, FILES_SHOWN, type Refused, SIZE_SHOWN } from "./extra-files.ts";
import { useLaterText } from "./pane-text.ts";
import { plainLine } from "./sender.ts";

interface FilesProps {
  readonly extras: readonly ExtraFile[];
  readonly onChange: (extras: readonly ExtraFile[]) => void;
}

export function Files(props: FilesProps) {
  const { t, language } = useLaterText();
  const id = useId();
  const { adding, refused, add } = useAdding(props);
  const limits = { files: FILES_SHOWN, size: formatOctets(SIZE_SHOWN, language) };
  usePasting(add);
  return (
    <DropPlace onFiles={add}>
      <label htmlFor={id} className="pane-strong">
        {t("files.label")}
      </label>
      <input
        id={id}
        type="file"
        multiple
        aria-describedby={`${id}-what`}
        onChange={(event) => {
          add([...(event.currentTarget.files ?? [])]);
          // The same file can be chosen again after it was removed.
          event.currentTarget.value = "";
        }}
      />
      <p id={`${id}-what`} className="pane-dim">
        {t("files.drop")} {t("files.what", limits)}
      </p>
      <p aria-live="polite" className="pane-status">
        {adding ? t("files.adding") : ""}
      </p>
      <div role="alert" className="pane-status">
        {refused.map(({ name, why }, index) => (
          <p key={index} className="pane-wrong">
            {t(`files.${why}`, { name: plainLine(name), ...limits })}
          </p>
        ))}
      </div>
      <FileList {...props} />
    </DropPlace>
  );
}

function FileList({ extras, onChange }: FilesProps) {
  const { t, language } = useLaterText();
  const list = useRef<HTMLUListElement>(null);
  // The focus must not fall out of the page together with the button that had it.
  const remove = (index: number) => {
    onChange(extras.filter((_, at) => at !== index));
    const buttons = list.current?.querySelectorAll<HTMLElement>("button") ?? [];
    const input = list.current?.parentElement?.querySelector<HTMLElement>("input");
    (buttons[index + 1] ?? buttons[index - 1] ?? input)?.focus();
  };
  if (extras.length === 0) return null;
  return (
    <ul ref={list} className="pane-files" aria-label={t("files.list")}>
      {extras.map((extra, index) => (
        <li key={keyOf(extra)}>
          <span>
            <bdi>{plainLine(extra.name)}</bdi>{" "}
            <span className="pane-dim">{formatOctets(extra.file.size, language)}</span>
          </span>
          <Button
            size="small"
            aria-label={t("files.removeOne", { name: plainLine(extra.name) })}
            onClick={() => remove(index)}
          >
            {t("files.remove")}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** The same file may be there twice, and stays the same while others go. */
const keys = new WeakMap<ExtraFile, string>();

function keyOf(extra: ExtraFile): string {
  const key = keys.get(extra) ?? crypto.randomUUID();
  keys.set(extra, key);
  return key;
}

function useAdding({ extras, onChange }: FilesProps) {
  const [adding, setAdding] = useState(false);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const latest = useRef(extras);
  useEffect(() => {
    latest.current = extras;
  }, [extras]);
  const add = (files: readonly File[]) => {
    if (files.length === 0) return;
    setAdding(true);
    void addFiles(files, () => latest.current).then((added) => {
      setAdding(false);
      setRefused(added.refused);
      onChange(added.extras);
    });
  };
  return { adding, refused, add };
}

/** A screenshot has no other way from the clipboard. Text that is pasted into a field stays text. */
function usePasting(add: (files: readonly File[]) => void): void {
  const latest = useRef(add);
  useEffect(() => {
    latest.current = add;
  }, [add]);
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      latest.current(files);
    };
    document.addEventListener("paste", onPaste);
    return () => document.removeEventListener("paste", onPaste);
  }, []);
}

function DropPlace(props: {
  readonly onFiles: (files: readonly File[]) => void;
  readonly children: ReactNode;
}) {
  const [over, setOver] = useState(false);
  const dragged = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    props.onFiles([...event.dataTransfer.files]);
  };
  return (
    <div
      className="pane-drop"
      data-over={over || undefined}
      onDragOver={dragged}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      {props.children}
    </div>
  );
}
