import { firstServer, held, oldestHop, ownAddress, type ProviderProfile, signedFor } from "./profile.ts";

const DOMAINS = /^(?:tuta\.com|tuta\.io|tutanota\.(?:com|de)|tutamail\.com|keemail\.me)$/;
const SERVER = /^(?:mail\.)?w\d{1,3}\.tutanota\.de$/;

/** Tuta: an inner hop of its own servers, no client address (one public sample). */
export const tuta: ProviderProfile = {
  id: "tuta",
  name: "Tuta",
  domains: DOMAINS,
  signsFor: DOMAINS,
  samples: 1,
  hosts: ["app.tuta.com", "mail.tutanota.com"],
  hidesClientIp: true,
  signs: (evidence) => ({
    strong: held(
      "dkim-domain",
      signedFor(evidence, DOMAINS),
      "first-hop",
      SERVER.test(firstServer(evidence)) || SERVER.test(oldestHop(evidence)?.from.helo?.toLowerCase() ?? ""),
    ),
    weak: held(
      "selector",
      evidence.dkim.some(({ selector }) => selector === "s1"),
    ),
  }),
  account: (evidence) => ownAddress(evidence, DOMAINS),
  reveals: () => [],
  hides: ["client-ip", "device", "person-behind-account", "content-encrypted-at-provider"],
  identifierFields: [],
  asks: [
    "data-subscriber",
    "data-login-ips-with-ports",
    "who-authorities-only",
    "who-voluntary-hold",
    "fact-e-evidence",
  ],
};
