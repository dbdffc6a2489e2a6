/** Files come by a button, a folder's button, a drop anywhere on the screen, or by pasting. */
import { Button } from "@fluentui/react-components";
import { type ChangeEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import { chosenFiles } from "../chosen-files.ts";
import type { DroppedThing } from "../dropped-files.ts";
import { usePage } from "./page-context.ts";
import { useReportText } from "./report-text.ts";

/** Phones cannot choose a folder. */
const HAS_FOLDERS =
  "webkitdirectory" in HTMLInputElement.prototype && !matchMedia("(pointer: coarse)").matches;

export function Chooser({ compact }: { readonly compact: boolean }) {
  const { t } = useReportText();
  const { shelf } = usePage();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const over = useDropping();
  const withFolders = (input: HTMLInputElement | null) => {
    folder.current = input;
    // No attribute that React knows.
    if (input !== null) input.webkitdirectory = true;
  };
  const picked = (event: ChangeEvent<HTMLInputElement>) => {
    shelf.add(chosenFiles(event.currentTarget.files ?? []));
    // The same file can be chosen again after it was left out.
    event.currentTarget.value = "";
  };
  return (
    <div className="report-chooser" data-compact={compact || undefined} data-over={over || undefined}>
      {!compact && <h2>{t("choose.heading")}</h2>}
      <div className="report-choices">
        <Button
          appearance={compact ? "secondary" : "primary"}
          size={compact ? "medium" : "large"}
          onClick={() => files.current?.click()}
        >
          {t(compact ? "choose.more" : "choose.files")}
        </Button>
        {HAS_FOLDERS && (
          <Button appearance="transparent" className="pane-plain" onClick={() => folder.current?.click()}>
            {t("choose.folder")}
          </Button>
        )}
      </div>
      {HAS_FOLDERS && <p className="report-drop-here">{t("choose.drop")}</p>}
      {!compact && <p className="pane-dim">{t("choose.kinds")}</p>}
      <input ref={files} id="mail-files" type="file" multiple hidden onChange={picked} />
      <input ref={withFolders} id="mail-folder" type="file" multiple hidden onChange={picked} />
    </div>
  );
}

/** @returns Whether something is held over the page. */
function useDropping(): boolean {
  const { shelf } = usePage();
  const [over, setOver] = useState(false);
  const onDrop = useEffectEvent((event: DragEvent) => {
    setOver(false);
    if (event.defaultPrevented || event.dataTransfer === null) return;
    event.preventDefault();
    const things = thingsIn(event.dataTransfer);
    if (things.length === 0) return shelf.add({ files: [], remark: "link-only" });
    shelf.add(async (signal) => {
      const { droppedFiles } = await import("../dropped-files.ts");
      return droppedFiles(things, signal);
    });
  });
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const files = event.clipboardData?.files ?? [];
    if (files.length === 0 || event.defaultPrevented) return;
    event.preventDefault();
    shelf.add(chosenFiles(files));
  });
  useEffect(() => {
    const onOver = (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const drop = (event: DragEvent) => onDrop(event);
    const paste = (event: ClipboardEvent) => onPaste(event);
    window.addEventListener("dragover", onOver);
    window.addEventListener("dragleave", onLeave);
    window.addEventListener("drop", drop);
    window.addEventListener("paste", paste);
    return () => {
      window.removeEventListener("dragover", onOver);
      window.removeEventListener("dragleave", onLeave);
      window.removeEventListener("drop", drop);
      window.removeEventListener("paste", paste);
    };
  }, []);
  return over;
}

/** To be asked for before the event is over: afterwards the list is empty. */
function thingsIn({ items, files }: DataTransfer): readonly DroppedThing[] {
  const things = [...items]
    .filter(({ kind }) => kind === "file")
    .map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile())
    .filter((thing) => thing !== null);
  return things.length > 0 ? things : [...files];
}
