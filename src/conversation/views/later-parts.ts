/** The screens that come after the first one, and what the first one shows only now and then: one chunk. */
export { DoneScreen } from "./done.tsx";
export { CodeForm, EnrolmentScreen } from "./enrolment.tsx";
export { Expert } from "./expert.tsx";
export { OutboxScreen } from "./outbox.tsx";
export { PartsList, PartsScreen } from "./parts.tsx";
export { QuestionsScreen } from "./questions.tsx";
export { ReadersScreen } from "./readers.tsx";
export { ReceiptSaver } from "./receipt-saver.tsx";
export { ReviewScreen } from "./review.tsx";
export { SeriesScreen } from "./series.tsx";
export { SignInScreen } from "./sign-in.tsx";
export {
  Absence,
  AcquireNote,
  ClockNote,
  HiddenMail,
  MailLine,
  NoSource,
  SelectionList,
  SelectionProblem,
  SeriesLink,
} from "./start-parts.tsx";
