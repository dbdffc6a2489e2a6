/** Entry of the sign-in window. */
import "./sign-in.css";
import { officeUi, whenOfficeReady } from "../../hosts/outlook/office.ts";
import { buildConstants } from "../../ui/build.ts";
import { installScriptPolicy } from "../trusted-types.ts";
import { runSignInPage, type SignInShown } from "./flow.ts";
import { signInTexts } from "./texts.ts";

// Before office.js runs: deferred scripts run in the order of the page.
installScriptPolicy();
const { language, of: texts } = signInTexts(navigator.languages);
document.documentElement.lang = language;
const place = document.getElementById("sign-in");
if (place === null) throw new TypeError("the page has no place for its words");

void whenOfficeReady().then(() =>
  runSignInPage({
    entra: buildConstants().entra,
    pageUrl: `${location.origin}${location.pathname}`,
    search: location.search,
    storage: sessionStorage,
    load: async (configuration) => {
      const { createStandardPublicClientApplication } = await import("@azure/msal-browser");
      return createStandardPublicClientApplication(configuration);
    },
    send: sendToPane,
    show,
    now: Date.now,
  }),
);

/** To our own origin only; hosts before DialogOrigin 1.1 do not know the option and send nowhere else anyway. */
function sendToPane(text: string): void {
  const ui = officeUi();
  if (typeof ui?.messageParent !== "function") throw new TypeError("no pane opened this window");
  ui.messageParent(text, { targetOrigin: location.origin });
}

function show(shown: SignInShown): void {
  if (place !== null) place.textContent = texts[shown];
}
