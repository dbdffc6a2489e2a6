/** The service worker's registration: by a policy that lets nothing else through. */

interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string | null },
  ): { createScriptURL: (url: string) => string };
}

const SCRIPT = "service-worker.js";

/** What Trusted Types demand of the address; the text itself where the browser has none. */
function scriptAddress(): string {
  const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
  if (factory === undefined) return SCRIPT;
  const policy = factory.createPolicy("zegel-report-worker", {
    createScriptURL: (url) => (url === SCRIPT ? url : null),
  });
  return policy.createScriptURL(SCRIPT);
}

/**
 * Keeps the page on this device, for the next time without a network. Where the browser does not allow it, the page
 * works as before.
 *
 * @param isIdle - Whether nothing is lost when the page starts again, with a version that has come meanwhile.
 */
export async function install(isIdle: () => boolean): Promise<void> {
  const { serviceWorker } = navigator as Partial<Pick<Navigator, "serviceWorker">>;
  if (serviceWorker === undefined) return;
  const hadOne = serviceWorker.controller !== null;
  let reloaded = false;
  serviceWorker.addEventListener("controllerchange", () => {
    if (!hadOne || reloaded || !isIdle()) return;
    reloaded = true;
    location.reload();
  });
  try {
    const registration = await serviceWorker.register(scriptAddress(), { updateViaCache: "none" });
    if (isIdle()) registration.waiting?.postMessage("take-over-if-alone");
  } catch {
    // Private windows, and servers that do not have the file.
  }
}
