/** Sign-in and mailbox services beside the host, each loaded at its first use. */
import type { BuildConstants } from "../ui/build.ts";
import type { SeriesFinder, SignIn, WholeSource } from "../workflow/ports.ts";

export interface Cloud {
  /** Null: this build asks for no sign-in. */
  readonly signIn: SignIn | null;
  /** Null: this build reads no mailbox by itself. */
  readonly series: SeriesFinder | null;
  /** In the order in which they are asked. */
  readonly wholes: readonly WholeSource[];
}

export function cloudOf(_build: BuildConstants): Cloud {
  return { signIn: null, series: null, wholes: [] };
}
