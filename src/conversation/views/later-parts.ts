/** The screens that come after the first one, and what the first one shows only now and then: one chunk. */
export { DoneScreen } from "./done.tsx";
export { EnrolmentScreen } from "./enrolment.tsx";
export { Expert } from "./expert.tsx";
export { OutboxScreen } from "./outbox.tsx";
export { QuestionsScreen } from "./questions.tsx";
export { ReadersScreen } from "./readers.tsx";
export { ReviewScreen } from "./review.tsx";
export { SeriesScreen } from "./series.tsx";
export { SignInScreen } from "./sign-in.tsx";
export {
  Absence,
  AcquireNote,
  ClockNote,
  HiddenMail,
  NoSource,
  SelectionList,
  SelectionProblem,
  SeriesLink,
} from "./start-parts.tsx";
