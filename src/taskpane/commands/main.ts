/** Entry of the page without a screen in which Outlook runs the functions of its buttons. */
import { installScriptPolicy } from "../trusted-types.ts";

installScriptPolicy();
