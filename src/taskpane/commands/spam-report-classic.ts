/**
 * The spam button in classic Outlook on Windows. It runs in a runtime for scripts alone: no document, no storage, no
 * worker, no imports, Web Crypto seen missing (OfficeDev/office-js#4450), and code in Office.onReady is not run. Nothing
 * can be sealed here, and nothing that is not sealed may leave: so it says that nothing was sent, and opens the pane
 * where the host lets it. Built to ECMAScript 5, without promises.
 */
import { classicWords } from "./classic-words.ts";

/** The pane's button in the manifest. */
const PANE_BUTTON = "ZegelReportButton";

interface ClassicEvent {
  completed(options: object): void;
}

function opensPane(): boolean {
  try {
    return Office.context.requirements.isSetSupported("Mailbox", "1.15");
  } catch {
    return false;
  }
}

function language(): unknown {
  try {
    return Office.context.displayLanguage;
  } catch {
    return null;
  }
}

function onSpamReport(event: ClassicEvent): void {
  const words = classicWords(language());
  // The message stays where it is, whatever happens: it is the evidence.
  if (opensPane())
    event.completed({ moveItemTo: "noMove", onErrorDeleteItem: false, commandId: PANE_BUTTON });
  else
    event.completed({
      moveItemTo: "noMove",
      onErrorDeleteItem: false,
      showPostProcessingDialog: { title: words.title, description: words.notSent },
    });
}

Office.actions.associate("onSpamReport", onSpamReport);
