import { held, ownAddress, type ProviderProfile } from "./profile.ts";

const DOMAINS = /^(?:proton\.me|protonmail\.com|protonmail\.ch|pm\.me)$/;

/** Proton Mail: no client address at all. Its Feedback-ID seems to be one per account (inferred from few samples). */
export const proton: ProviderProfile = {
  id: "proton",
  signsFor: DOMAINS,
  samples: 3,
  hosts: ["mail.proton.me", "account.proton.me", "mail.protonmail.com"],
  hidesClientIp: true,
  signs: (evidence) => ({
    strong: held({
      "dkim-selector": evidence.dkim.some((signature) => /^protonmail\d*$/i.test(signature.selector ?? "")),
      "first-hop": /^mail-\d+\.(?:protonmail\.ch|proton\.ch)$/i.test(evidence.hops.at(-1)?.from.helo ?? ""),
      "feedback-id": /^\d+:user:proton$/.test(evidence.view.first("feedback-id")?.body ?? ""),
    }),
    weak: held({
      "message-id": /^<[\w-]{40,100}={1,2}@[\w.-]+>$/.test(evidence.messageId ?? ""),
      boundary: (evidence.boundary ?? "").startsWith("b1_"),
    }),
    ownDomain: DOMAINS.test(evidence.fromDomain ?? ""),
  }),
  account: (evidence) => ownAddress(evidence, DOMAINS),
};
