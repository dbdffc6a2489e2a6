import { held, ownAddress, type ProviderProfile, signedFor } from "./profile.ts";

const DOMAINS = /^(?:gmail|googlemail)\.com$/;

/** Gmail and Google Workspace; web and app pass on no client address, a mail program's is recorded. */
export const gmail: ProviderProfile = {
  id: "gmail",
  signsFor: /^(?:gmail\.com|googlemail\.com|[\w-]+\.gappssmtp\.com)$/,
  samples: 361,
  hosts: ["mail.google.com", "accounts.google.com", "smtp.gmail.com"],
  hidesClientIp: true,
  signs: (evidence) => {
    const oldest = evidence.hops.at(-1);
    return {
      strong: held({
        "message-id": /^<CA[\w+=-]{20,}@mail\.gmail\.com>$/.test(evidence.messageId ?? ""),
        "dkim-domain": signedFor(evidence, gmail.signsFor),
        "first-hop": /^(?:smtp\.gmail\.com|gmailapi\.google\.com|mail-[\w-]+\.google\.com)$/i.test(
          oldest?.by ?? "",
        ),
      }),
      weak: held({
        boundary: /^0{12}[0-9a-f]{16}$/.test(evidence.boundary ?? ""),
        "gm-message-state": evidence.view.first("x-gm-message-state") !== null,
        "message-id-domain": /@(?:mail\.)?gmail\.com>$/.test(evidence.messageId ?? ""),
      }),
      ownDomain: DOMAINS.test(evidence.fromDomain ?? ""),
    };
  },
  account: (evidence) => ownAddress(evidence, DOMAINS),
};
