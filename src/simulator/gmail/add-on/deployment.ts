/** What Gmail takes from an add-on's deployment: where it is called, and what it may do. */
import { fieldsOf, isFields, isTrue, listOf, textOf } from "./read.ts";

export interface Installed {
  readonly name: string;
  readonly logoUrl: string;
  readonly scopes: readonly string[];
  /** Endpoint for a page without an open mail; "" where there is none. */
  readonly homepage: string;
  /** Endpoints for an open mail. */
  readonly contextual: readonly string[];
  readonly menu: readonly {
    readonly label: string;
    readonly openLink: string;
    readonly runFunction: string;
  }[];
  /** https links must begin with one of them: where there is none, none is opened. */
  readonly openLinkUrlPrefixes: readonly string[];
  readonly useLocaleFromApp: boolean;
  /** "SYSTEM_ID_TOKEN", "USER_ID_TOKEN", "NONE". */
  readonly authorizationHeader: string;
}

/** Reads also what `deploymentFaults` finds fault with: the page shows the faults and plays on. */
export function readDeployment(json: unknown): Installed {
  const addOns = fieldsOf(json, "addOns");
  const common = fieldsOf(addOns, "common");
  const gmail = fieldsOf(addOns, "gmail");
  const homepage = (manifest: unknown) => textOf(fieldsOf(manifest, "homepageTrigger"), "runFunction");
  return {
    name: textOf(common, "name") || "Add-on",
    logoUrl: textOf(common, "logoUrl"),
    scopes: strings(listOf(json, "oauthScopes")),
    homepage: homepage(gmail) || homepage(common),
    contextual: strings(
      listOf(gmail, "contextualTriggers").map((one) => textOf(one, "onTriggerFunction")),
    ).filter((url) => url !== ""),
    menu: [...listOf(common, "universalActions"), ...listOf(gmail, "universalActions")]
      .filter(isFields)
      .map((one) => ({
        label: textOf(one, "label") || textOf(one, "text"),
        openLink: textOf(one, "openLink"),
        runFunction: textOf(one, "runFunction"),
      })),
    openLinkUrlPrefixes: strings(listOf(common, "openLinkUrlPrefixes")),
    useLocaleFromApp: isTrue(common, "useLocaleFromApp"),
    authorizationHeader: textOf(fieldsOf(addOns, "httpOptions"), "authorizationHeader") || "SYSTEM_ID_TOKEN",
  };
}

function strings(list: readonly unknown[]): string[] {
  return list.filter((one) => typeof one === "string");
}
