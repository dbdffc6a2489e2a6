/**
 * On the web office.js takes every Tab to itself and moves the focus along a list of its own. From anything that is not on that list, such
 * as the heading that takes the focus when a screen changes, it leaves the add-in: whoever has only a keyboard would be thrown
 * out of the report at each screen.
 */

/** What office.js looks for (outlook-web-16.01.js), so that both move along the same places. */
const TABBABLE = [
  "a[href]",
  "area[href]",
  "button",
  "input",
  "select",
  "textarea",
  "[tabindex]",
  "[contenteditable]",
]
  .map((kind) => `${kind}:not([disabled]):not([tabindex="-1"])`)
  .join(",");

/** Makes Tab go on from where the focus is. To be called before office.js runs: its own listener must come later. */
export function keepTabInside(page: Window & typeof globalThis): void {
  page.addEventListener(
    "keydown",
    (event) => {
      const { target, key, shiftKey } = event;
      if (key !== "Tab" || !(target instanceof page.Element) || target.matches(TABBABLE)) return;
      const next = placesAfter(page.document, target, shiftKey).find(takesFocus);
      if (next === undefined) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
}

/** In the order in which they are tried. */
function placesAfter(page: Document, target: Element, backwards: boolean): HTMLElement[] {
  const all = [...page.querySelectorAll<HTMLElement>(TABBABLE)];
  const wanted = backwards ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
  const places = all.filter((place) => (target.compareDocumentPosition(place) & wanted) !== 0);
  return backwards ? places.toReversed() : places;
}

/** What is hidden, or in a closed disclosure, does not take it. */
function takesFocus(place: HTMLElement): boolean {
  place.focus();
  return place.ownerDocument.activeElement === place;
}
