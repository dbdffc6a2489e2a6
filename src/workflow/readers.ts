/** Who will read a report, for showing. Sealing decides by core/evidence/directory.ts; a test holds the two together. */
import type { Desk, DirectoryReading, Person } from "../core/evidence/directory.ts";
import type { ReaderChoice } from "./engine-port.ts";

export interface Readers {
  readonly desk: Desk | null;
  readonly people: readonly Person[];
  /** Nobody at the desk can open it: only whoever holds the recovery key. */
  readonly recoveryOnly: boolean;
}

export function readersOf(
  reading: Pick<DirectoryReading, "directory" | "expired">,
  choice: ReaderChoice,
): Readers {
  const desk = reading.directory.desks.find((one) => one.id === choice.deskId) ?? null;
  const people = reading.expired
    ? []
    : (desk?.people ?? []).filter((person) => !choice.leftOut.includes(person.id));
  return { desk, people, recoveryOnly: people.length === 0 };
}

/** The first desk, nobody left out: what one click uses. */
export function defaultChoice(reading: Pick<DirectoryReading, "directory">): ReaderChoice {
  return { deskId: reading.directory.desks[0]?.id ?? "", leftOut: [] };
}
