import {
  hasField,
  held,
  oldestHop,
  ownAddress,
  type ProviderEvidence,
  type ProviderProfile,
} from "./profile.ts";

const DOMAINS = /^(?:proton\.me|protonmail\.com|protonmail\.ch|pm\.me)$/;
/** "<n>:user:proton" was the same in all samples of one account: probably one number an account (three samples). */
export const PROTON_FEEDBACK = /^(\d{1,20}):user:proton$/;

function feedbackId(evidence: ProviderEvidence): string | null {
  return PROTON_FEEDBACK.exec(evidence.view.first("feedback-id")?.body ?? "")?.[0] ?? null;
}

/** Proton Mail: no client address at all. Its Feedback-ID seems to be one per account (inferred from few samples). */
export const proton: ProviderProfile = {
  id: "proton",
  name: "Proton Mail",
  domains: DOMAINS,
  signsFor: DOMAINS,
  samples: 3,
  hosts: ["mail.proton.me", "mail-api.proton.me", "account.proton.me", "mail.protonmail.com"],
  hidesClientIp: true,
  signs: (evidence) => ({
    strong: held(
      "dkim-selector",
      evidence.dkim.some(({ selector }) => /^protonmail\d{0,2}$/i.test(selector ?? "")),
      "first-hop",
      /^mail-\d{1,8}\.(?:protonmail\.ch|proton\.ch)$/i.test(oldestHop(evidence)?.from.helo ?? ""),
      "feedback-id",
      feedbackId(evidence) !== null,
    ),
    weak: held(
      "message-id",
      /^<[\w-]{40,100}={1,2}@[\w.-]+>$/.test(evidence.messageId ?? ""),
      "boundary",
      evidence.boundary?.startsWith("b1_") ?? false,
    ),
  }),
  account: (evidence) => ownAddress(evidence, DOMAINS),
  reveals: (evidence) =>
    hasField(evidence, "feedback-id") && feedbackId(evidence) !== null ? ["account-number-inferred"] : [],
  hides: ["client-ip", "device", "person-behind-account", "content-encrypted-at-provider"],
  identifierFields: ["feedback-id"],
  asks: [
    "data-subscriber",
    "data-recovery",
    "data-login-ips-with-ports",
    "who-swiss-authorities",
    "who-voluntary-hold",
  ],
};
