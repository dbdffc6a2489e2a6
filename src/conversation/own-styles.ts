/**
 * The pane's own styles travel inside its page, as data: a request less before the first screen. The policy allows no
 * style in the page's text, but what a script puts into an empty style element, as Fluent does with its own.
 */
export function adoptOwnStyles(): void {
  const data = document.getElementById("own-styles");
  if (data === null) return;
  const style = document.createElement("style");
  // First in the page, where a file would stand: Fluent's rules come after it.
  document.head.prepend(style);
  try {
    const parsed = new CSSStyleSheet();
    parsed.replaceSync(data.textContent ?? "");
    for (const rule of parsed.cssRules) style.sheet?.insertRule(rule.cssText, style.sheet.cssRules.length);
  } catch {
    style.remove();
    loadAsFile(data.dataset["file"] ?? "");
  }
}

/** For browsers that cannot parse a sheet apart (Safari before 16.4): the same text is a file too. */
function loadAsFile(href: string): void {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  document.head.prepend(link);
}
