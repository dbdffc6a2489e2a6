/** The screens that come after the first one, as one chunk: Fluent's form parts are most of it. */
export { DoneScreen } from "./done.tsx";
export { EnrolmentScreen } from "./enrolment.tsx";
export { OutboxScreen } from "./outbox.tsx";
export { QuestionsScreen } from "./questions.tsx";
export { ReadersScreen } from "./readers.tsx";
