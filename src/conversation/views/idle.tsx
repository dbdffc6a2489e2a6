/** What is shown while no report runs: the first screen, and what is filled in before it is sent. */
import { useState } from "react";
import type { PaneSession, PaneView } from "../pane-session.ts";
import { ClosedScreen } from "./closed.tsx";
import { asked, type Draft } from "./draft.ts";
import { Later } from "./later.tsx";
import { StartScreen, type StartTarget } from "./start.tsx";

export type Page = "start" | "closed" | StartTarget;

export interface Pages {
  readonly page: Page;
  readonly open: (page: Page) => void;
  /** To the review where that asked for this page, else to the first screen. */
  readonly back: () => void;
}

const OF_ONE_MAIL: ReadonlySet<Page> = new Set<Page>(["questions", "closed", "series", "review"]);

/** Pages that belong to one mail: with another one the first screen comes back. */
export function usePages(about: string): Pages {
  const [shown, setShown] = useState<{ page: Page; from: Page; about: string }>({
    page: "start",
    from: "start",
    about,
  });
  // The report page lets go of its mails as it closes: that is no other mail.
  const stays = shown.about === about || (shown.page === "closed" && about === "");
  const page = OF_ONE_MAIL.has(shown.page) && !stays ? "start" : shown.page;
  const from = shown.about === about && shown.from === "review" ? "review" : "start";
  return {
    page,
    open: (next) => setShown({ page: next, from: page, about }),
    back: () => setShown({ page: from, from: "start", about }),
  };
}

interface IdleProps {
  readonly session: PaneSession;
  readonly view: PaneView;
  readonly draft: Draft;
  readonly pages: Pages;
}

export function Idle(props: IdleProps) {
  const { session, view, draft, pages } = props;
  const { directory } = view;
  const home = () => pages.open("start");
  const open = (target: StartTarget) => {
    if (target === "questions") draft.setAnswers(asked(draft.answers));
    pages.open(target);
  };
  switch (pages.page) {
    case "closed":
      return <ClosedScreen onBack={home} />;
    case "outbox":
      return (
        <Later>{({ OutboxScreen }) => <OutboxScreen session={session} view={view} onBack={home} />}</Later>
      );
    case "series":
      return (
        <Later>
          {({ SeriesScreen }) => <SeriesScreen session={session} view={view} onBack={pages.back} />}
        </Later>
      );
    default:
  }
  // Without a list of readers there is nothing to choose or to look over.
  if (directory === null || pages.page === "start")
    return <StartScreen session={session} view={view} draft={draft} onOpen={open} />;
  return <Filling {...props} directory={directory} onOpen={open} onHome={home} />;
}

function Filling(
  props: IdleProps & {
    readonly directory: NonNullable<PaneView["directory"]>;
    readonly onOpen: (target: StartTarget) => void;
    readonly onHome: () => void;
  },
) {
  const { session, view, draft, pages, directory, onOpen, onHome } = props;
  if (pages.page === "questions")
    return (
      <Later>
        {({ QuestionsScreen }) => (
          <QuestionsScreen
            draft={draft}
            directory={directory.directory}
            onReview={() => onOpen("review")}
            onBack={onHome}
          />
        )}
      </Later>
    );
  if (pages.page === "review")
    return (
      <Later>
        {({ ReviewScreen }) => (
          <ReviewScreen
            session={session}
            view={view}
            directory={directory}
            draft={draft}
            onOpen={onOpen}
            onBack={onHome}
          />
        )}
      </Later>
    );
  return (
    <Later>
      {({ ReadersScreen }) => (
        <ReadersScreen
          directory={directory}
          choice={draft.readers}
          onChange={draft.setReaders}
          confidential={draft.confidential}
          onConfidential={draft.setConfidential}
          onBack={pages.back}
        />
      )}
    </Later>
  );
}
