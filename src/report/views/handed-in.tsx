/** Sealed reports that were handed in as files: where each stands, and its receipt. */
import { Button } from "@fluentui/react-components";
import { useState } from "react";
import { isReference } from "../../core/evidence/reference.ts";
import { Disclosure } from "../../ui/index.ts";
import { LaterPart } from "../../conversation/views/later.tsx";
import { usePaneText } from "../../conversation/views/pane-text.ts";
import { problemKey } from "../../conversation/views/problem.ts";
import type { OutboxEntry } from "../../workflow/ports.ts";
import { usePage } from "./page-context.ts";
import { useReportText } from "./report-text.ts";

export function HandedInList({ entries }: { readonly entries: readonly OutboxEntry[] }) {
  const { t } = useReportText();
  return (
    <section className="report-found" aria-label={t("handed.heading")}>
      <h2>{t("handed.heading")}</h2>
      <ul className="report-handed">
        {entries.map((entry) => (
          <li key={entry.packageDigest}>
            <strong className="pane-code">{entry.reference}</strong>
            {entry.state === "sent" ? <Arrived entry={entry} /> : <OnItsWay entry={entry} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Arrived({ entry }: { readonly entry: OutboxEntry }) {
  const { t } = useReportText();
  const { session } = usePage();
  const { packageDigest, reference } = entry;
  return (
    <>
      <span>{t("handed.sent")}</span>
      {isReference(reference) && (
        <Disclosure title={t("handed.receipt")}>
          <LaterPart>
            {({ ReceiptSaver }) => (
              <ReceiptSaver
                session={session}
                packageDigest={packageDigest}
                hasOpening={entry.opening !== null}
              />
            )}
          </LaterPart>
        </Disclosure>
      )}
    </>
  );
}

function OnItsWay({ entry }: { readonly entry: OutboxEntry }) {
  const { t } = useReportText();
  const pane = usePaneText();
  const { session } = usePage();
  const { attempts, lastError, packageDigest, state } = entry;
  // Attempts before the last code: what came of that one is known once there are more.
  const [before, setBefore] = useState<number | null>(null);
  return (
    <>
      <span className="pane-stamp">{t("handed.notYet")}</span>
      {lastError !== null && (
        <span className="pane-dim">
          {pane.t(`problem.${problemKey(lastError)}`)} {pane.t("problem.code", { code: lastError })}
        </span>
      )}
      {lastError === "UNAUTHORISED" ? (
        <LaterPart>
          {({ CodeForm }) => (
            <CodeForm
              tried={before !== null && attempts > before && state !== "sending"}
              onCode={(code) => {
                setBefore(attempts);
                session.enrol(code);
                session.sendEntry(packageDigest);
              }}
            />
          )}
        </LaterPart>
      ) : (
        <Button disabledFocusable={state === "sending"} onClick={() => session.sendEntry(packageDigest)}>
          {pane.t("kept.now")}
        </Button>
      )}
    </>
  );
}
