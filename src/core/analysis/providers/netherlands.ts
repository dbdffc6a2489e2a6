/** Mail of Dutch access providers: the account is a subscription, so the provider knows a name and an address. */
import {
  firstServer,
  hasField,
  held,
  oldestHop,
  ownAddress,
  type ProviderProfile,
  signedFor,
} from "./profile.ts";

const KPN_DOMAINS =
  /^(?:kpnmail|kpnplanet|planet|hetnet|home\.kpn|xs4all|telfort|telfortglasvezel|tiscali|freeler|12move|wxs)\.(?:nl|com)$/;
const KPN_SERVER = /(?:^|\.)(?:kpnmail\.nl|kpn\.org|kpnxchange\.com|xs4all\.net|xs4all\.nl)$/;

/** KPN, XS4ALL among it: the servers' Received id is a UUID version 1, with a clock in it (two samples). */
export const kpn: ProviderProfile = {
  id: "kpn",
  name: "KPN / XS4ALL",
  domains: KPN_DOMAINS,
  signsFor: KPN_DOMAINS,
  samples: 2,
  hosts: ["webmail.kpnmail.nl", "webmail.kpn.com", "smtp.kpnmail.nl", "webmail.xs4all.nl", "smtp.xs4all.nl"],
  hidesClientIp: false,
  signs: (evidence) => ({
    strong: held(
      "dkim-domain",
      signedFor(evidence, KPN_DOMAINS),
      "first-hop",
      KPN_SERVER.test(firstServer(evidence)),
      "kpn-fields",
      hasField(evidence, "x-kpn-mid") || hasField(evidence, "x-kpn-messageid"),
    ),
    weak: held("received-id", /^[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-/.test(oldestHop(evidence)?.id ?? "")),
  }),
  account: (evidence) => ownAddress(evidence, KPN_DOMAINS),
  reveals: (evidence) => (KPN_SERVER.test(firstServer(evidence)) ? ["mail-program-used"] : []),
  hides: ["person-behind-account", "device"],
  identifierFields: ["x-kpn-mid", "x-kpn-messageid"],
  asks: [
    "data-subscriber",
    "data-login-ips-with-ports",
    "who-authorities-only",
    "fact-dutch-orders",
    "fact-e-evidence",
  ],
};

const ZIGGO_DOMAINS = /^(?:ziggo|upcmail|chello|home|casema|zinders|quicknet|zeelandnet)\.nl$/;
const ZIGGO_SERVER = /(?:^|\.)(?:ziggo\.nl|upcmail\.net|upcmail\.nl|as9143\.net|chello\.nl|casema\.nl)$/;

/** Ziggo: old samples only; there the client's address and its name were recorded. */
export const ziggo: ProviderProfile = {
  id: "ziggo",
  name: "Ziggo",
  domains: ZIGGO_DOMAINS,
  signsFor: ZIGGO_DOMAINS,
  samples: 0,
  hosts: ["webmail.ziggo.nl", "smtp.ziggo.nl"],
  hidesClientIp: false,
  signs: (evidence) => ({
    strong: held(
      "dkim-domain",
      signedFor(evidence, ZIGGO_DOMAINS),
      "first-hop",
      ZIGGO_SERVER.test(firstServer(evidence)),
    ),
    weak: [],
  }),
  account: (evidence) => ownAddress(evidence, ZIGGO_DOMAINS),
  reveals: (evidence) => (ZIGGO_SERVER.test(firstServer(evidence)) ? ["mail-program-used"] : []),
  hides: ["person-behind-account", "device"],
  identifierFields: [],
  asks: [
    "data-subscriber",
    "data-login-ips-with-ports",
    "who-authorities-only",
    "fact-dutch-orders",
    "fact-profile-old-samples",
    "fact-e-evidence",
  ],
};
