/** What is open and set on the page: one reader, one mailbox. */
import type { Panel } from "./add-on/panel.ts";
import type { Mailbox } from "./mail/mailbox.ts";
import type { Switches } from "./switches.ts";

export interface Player {
  switches: Switches;
  readonly panels: Panel[];
  /** Which add-on's panel is shown. */
  active: number;
  readonly mailbox: Mailbox;
  readonly faults: string[];
  deploymentFaults: readonly string[];
  /** Said once, on the next page. */
  notices: string[];
  rotateKeys(): Promise<void>;
  addDeployment(deployment: unknown): void;
}

export function activePanel({ panels, active }: Player): Panel | null {
  return panels[active] ?? null;
}
