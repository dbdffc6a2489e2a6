/** The screens that come after the first one, as one chunk. */
export { DoneScreen } from "./done.tsx";
export { EnrolmentScreen } from "./enrolment.tsx";
export { Expert } from "./expert.tsx";
export { OutboxScreen } from "./outbox.tsx";
export { QuestionsScreen } from "./questions.tsx";
export { ReadersScreen } from "./readers.tsx";
