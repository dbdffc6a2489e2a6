/** Milliseconds: a pane in the background paints nothing, and goes on all the same. */
const LONGEST_WAIT_MS = 500;

/** Runs once, when what was just rendered is on the screen: what comes next does not hold it up. */
export function afterPaint(run: () => void): void {
  let waiting = true;
  const once = () => {
    if (waiting) run();
    waiting = false;
  };
  requestAnimationFrame(() => setTimeout(once, 0));
  setTimeout(once, LONGEST_WAIT_MS);
}
