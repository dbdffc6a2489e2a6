/** Entry of the sign-in dialog. */
import { installScriptPolicy } from "../trusted-types.ts";

installScriptPolicy();
