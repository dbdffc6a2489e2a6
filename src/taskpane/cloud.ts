/** Sign-in and mailbox services beside the host, each loaded at its first use. */
import { EvidenceError } from "../core/base/errors.ts";
import { fail } from "../core/base/result.ts";
import { supportsNaa } from "../hosts/outlook/office.ts";
import type { BuildConstants, EntraBuild } from "../ui/build.ts";
import type { SeriesFinder, SignIn, WholeSource } from "../workflow/ports.ts";
import { lazy } from "../conversation/lazy.ts";

export interface Cloud {
  /** Null: this build asks for no sign-in. */
  readonly signIn: SignIn | null;
  /** Null: this build reads no mailbox by itself. */
  readonly series: SeriesFinder | null;
  /** In the order in which they are asked. */
  readonly wholes: readonly WholeSource[];
}

/** How to load each; a test gives its own. */
export interface CloudParts {
  readonly signIn: (entra: EntraBuild) => Promise<SignIn>;
  readonly graph: (
    baseUrl: string,
    signIn: SignIn,
  ) => Promise<{ readonly whole: WholeSource; readonly series: SeriesFinder }>;
  readonly ews: () => Promise<WholeSource>;
}

export function cloudOf(
  { entra, graphUrl, ews }: Pick<BuildConstants, "entra" | "graphUrl" | "ews">,
  parts: CloudParts = PARTS,
): Cloud {
  const signIn = entra === null ? null : lateSignIn(() => parts.signIn(entra));
  const graph =
    signIn === null || graphUrl === null ? null : lazy(() => parts.graph(graphUrl, signIn), notLoaded);
  const wholes: WholeSource[] = [];
  if (graph !== null) wholes.push(lateWhole("graph.value", async () => (await graph()).whole));
  if (ews) wholes.push(lateWhole("ews.mime-content", lazy(parts.ews, notLoaded)));
  const series: SeriesFinder | null =
    graph === null ? null : { find: async (...args) => (await graph()).series.find(...args) };
  return { signIn, series, wholes };
}

function notLoaded(cause: unknown): EvidenceError {
  return new EvidenceError("NETWORK_UNREACHABLE", "a part of the pane did not load", {
    cause,
    retry: "later",
  });
}

function lateSignIn(load: () => Promise<SignIn>): SignIn {
  const signIn = lazy(
    load,
    (cause) =>
      new EvidenceError("SIGN_IN_FAILED", "a part of the pane did not load", { cause, retry: "later" }),
  );
  return { token: async (...args) => (await signIn()).token(...args) };
}

/** A part that does not load is a way that is not open now: the next one is tried. */
function lateWhole(method: WholeSource["method"], load: () => Promise<WholeSource>): WholeSource {
  return {
    method,
    available: async (item) => {
      try {
        return await (await load()).available(item);
      } catch {
        return false;
      }
    },
    fetch: async (...args) => {
      const source = await load().catch(() => null);
      return source === null
        ? fail({ code: "NOT_LOADED", detail: "a part of the pane did not load" })
        : source.fetch(...args);
    },
  };
}

const PARTS: CloudParts = {
  signIn: async (entra) => {
    const [{ entraSignIn }, { openDialog }] = await Promise.all([
      import("../clients/sign-in.ts"),
      import("../hosts/outlook/dialog.ts"),
    ]);
    return entraSignIn(entra, {
      nestedSupported: supportsNaa,
      openDialog,
      dialogUrl: new URL("sign-in.html", document.baseURI).href,
    });
  },
  graph: async (baseUrl, signIn) => {
    const { graphClient } = await import("../clients/graph.ts");
    return graphClient({
      baseUrl,
      token: (interactive, signal, rejected) =>
        signIn.token("graph", {
          interactive,
          ...(signal !== undefined && { signal }),
          ...(rejected !== undefined && { rejected }),
        }),
    });
  },
  ews: async () => (await import("../hosts/outlook/ews.ts")).ewsSource(),
};
