/** A global `Office` as a host makes it, as far as the adapter reads it. */
const world = globalThis as { Office?: unknown };

export interface FakeOffice {
  readonly mailbox?: object | null;
  /** Requirement sets offered: "Mailbox 1.13". */
  readonly sets?: readonly string[];
  readonly ui?: object;
  readonly more?: object;
}

export const EVENTS = {
  ItemChanged: "olkItemSelectedChanged",
  SelectedItemsChanged: "olkSelectedItemsChanged",
  OfficeThemeChanged: "officeThemeChanged",
  DialogMessageReceived: "dialogMessageReceived",
  DialogEventReceived: "dialogEventReceived",
};

export function installOffice({ mailbox, sets = [], ui, more = {} }: FakeOffice): void {
  world.Office = {
    onReady: (callback: (info: object) => void) => {
      callback({ host: "Outlook", platform: "OfficeOnline" });
      return Promise.resolve();
    },
    EventType: EVENTS,
    context: {
      mailbox,
      ui,
      requirements: { isSetSupported: (set: string, version: string) => sets.includes(`${set} ${version}`) },
      ...more,
    },
  };
}

export function removeOffice(): void {
  delete world.Office;
}
