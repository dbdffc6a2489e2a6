/** The conversation of the pane, with the page's own parts; or the receipt that a link names. */
import { useMemo } from "react";
import { TextProvider, ThemedRoot, type Translator } from "../../ui/index.ts";
import { type Store, useStore } from "../../conversation/store.ts";
import { PaneApp } from "../../conversation/views/app.tsx";
import { SurfaceContext } from "../../conversation/views/surface.ts";
import { Foot } from "./foot.tsx";
import { Late } from "./late.tsx";
import { Mails } from "./mails.tsx";
import { PageContext, type PageTools } from "./page-context.ts";

export interface PageState {
  readonly translator: Translator;
  /** The fragment that names it; null: the page is there to report. */
  readonly receipt: string | null;
}

const SURFACE = { Mails, Foot };

export function ReportApp(
  props: PageTools & { readonly state: Store<PageState>; readonly onReceiptClosed: () => void },
) {
  const { build, session, shelf, onLanguage, state, onReceiptClosed } = props;
  const { translator, receipt } = useStore(state);
  const tools = useMemo(() => ({ build, session, shelf, onLanguage }), [build, session, shelf, onLanguage]);
  return (
    <TextProvider translator={translator}>
      <PageContext value={tools}>
        {receipt === null ? (
          <SurfaceContext value={SURFACE}>
            <PaneApp session={session} />
          </SurfaceContext>
        ) : (
          <ThemedRoot theme="system">
            <main className="pane">
              <Late>
                {({ ReceiptScreen }) => (
                  <ReceiptScreen key={receipt} fragment={receipt} onClose={onReceiptClosed} />
                )}
              </Late>
            </main>
            <Foot />
          </ThemedRoot>
        )}
      </PageContext>
    </TextProvider>
  );
}
