import { headerText, held, ownAddress, type ProviderProfile, signedFor } from "./profile.ts";

const DOMAINS = /^(?:yahoo|ymail|rocketmail|aol|aim|netscape|verizon)\.(?:com|net|co\.\w\w|com\.\w\w|\w\w)$/;

/** Yahoo and AOL: one system. No client address; X-Sonic-MF names the account. */
export const yahoo: ProviderProfile = {
  id: "yahoo",
  signsFor: DOMAINS,
  samples: 9,
  hosts: ["mail.yahoo.com", "login.yahoo.com", "mail.aol.com"],
  hidesClientIp: true,
  signs: (evidence) => ({
    strong: held({
      "dkim-domain": signedFor(evidence, DOMAINS),
      "first-hop": /\.consmr\.mail\.\w+\.yahoo\.com$/i.test(evidence.hops.at(-1)?.by ?? ""),
      "message-id": /^<\d+\.\d+\.\d{13}@mail\.yahoo\.com>$/.test(evidence.messageId ?? ""),
    }),
    weak: held({
      "ymail-osg": evidence.view.first("x-ymail-osg") !== null,
      "sonic-mf": evidence.view.first("x-sonic-mf") !== null,
    }),
    ownDomain: DOMAINS.test(evidence.fromDomain ?? ""),
  }),
  account: (evidence) => {
    const named = headerText(evidence.view, "x-sonic-mf")?.match(
      /^<?([^<>\s@]{1,64}@[^<>\s@]{1,255})>?$/,
    )?.[1];
    return named?.toLowerCase() ?? ownAddress(evidence, DOMAINS);
  },
};
