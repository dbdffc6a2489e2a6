import type { PlanWords } from "../plan-words.ts";

export const planWords: PlanWords = {
  labels: {
    title: "Logs to save",
    mails: "Mails",
    warnings: "Before anyone looks",
    items: "What to save, most urgent first",
    system: "System",
    from: "From",
    to: "To",
    utc: "UTC",
    local: "Local time",
    margin: "Margin",
    lookFor: "Look for",
    why: "Why",
    retention: "Kept",
    deadline: "Save before",
    passed: "passed: ask today whether it is still there",
    queries: "Ready queries",
    nothing: "The mail tells no time: there is no window to search.",
  },
  systems: {
    cctv: "Camera images (ask)",
    "dhcp-wifi": "DHCP and Wi-Fi",
    nat: "NAT translations",
    vpn: "VPN",
    proxy: "Web proxy",
    dns: "DNS queries",
    firewall: "Firewall",
    "browser-history": "Browser history and endpoint telemetry",
    badge: "Badge and door",
    print: "Print and scan",
    "google-email-log": "Google Workspace email log search",
    "entra-sign-in": "Entra sign-in log",
    "mail-gateway": "Mail gateway or mail server",
    "message-trace": "Exchange Online message trace",
    "google-audit": "Google Workspace audit log",
    "purview-audit": "Purview audit log",
  },
  reasons: {
    "shows-delivery-and-other-recipients":
      "Confirms from a source other than the file that the mail was delivered, from which server, and who else received it.",
    "sent-from-inside":
      "Would show whether the provider's web mail was used from inside when the mail was sent. Only host, time and volume are seen unless the proxy opens TLS.",
    "connection-at-that-time": "Would show connections to those hosts and addresses when the mail was sent.",
    "present-at-that-time":
      "Shows who was connected or on site around that time. Presence is not authorship.",
    "matches-own-network":
      "An address in the mail falls into the organisation's own networks. Many people share such an address; the header can also be invented.",
    "sign-in-at-that-time": "Shows who was signed in, and from which addresses, when the mail was sent.",
    "sign-in-from-that-address":
      "Shows whether anyone of the organisation signed in from the address that the mail names. Addresses are shared and change hands.",
    "thread-begun-at-that-time": "By its Thread-Index, the conversation was begun at this earlier time.",
    "clock-says-that-time":
      "An identifier made by the sender's program carries this other time: a mail prepared earlier, a wrong clock, or a forged header.",
    "ask-whether-kept":
      "Whether this exists for that time must be asked today; it is usually the first to go. Looking at it needs its own legal ground.",
  },
  retention: {
    organisation: "{days} days, as the organisation states",
    documented: "{days} days by the vendor's documentation (checked 2026-11); the contract may differ",
    assumed: "unknown: ask today. {days} days is a cautious assumption that only orders the work",
  },
  notKept: "not kept, as the organisation states",
  margin: "{minutes} minutes on either side: clocks differ, and writing goes before sending",
  localTimeNote: "Windows DHCP logs are written in the server's local time; note its zone and clock offset.",
  valueLeftOut:
    "Some values hold characters that no query can carry safely; they are listed, search for them by hand.",
  task: "Save: {system} ({mails} mails)",
  warnings: {
    "fix-hypotheses-first":
      "Fix windows, hosts, people in scope and exclusions in writing before looking, and record a hash of that plan.",
    "open-tabs-poll":
      "An open web-mail tab polls all day and matches every window: remove polling before counting a match.",
    "mobile-data-invisible":
      "Mobile data, home connections and other people's Wi-Fi leave nothing here: no match does not clear or incriminate anyone.",
    "scheduled-sending": "Mail can be scheduled: the sending time need not be when anyone sat at a keyboard.",
    "one-mail-identifies-nobody":
      "One mail identifies nobody. Count misses as well as matches, and how many others match as well; mails minutes apart are one occasion.",
    "record-clock-offset": "Note for each log its time zone, its clock offset and how certain that is.",
    "hash-on-arrival":
      "Copy whole files or exports, hash them on arrival, and note who took them from where.",
    "not-legal-advice":
      "Retention periods are defaults, not legal advice. Involve the privacy officer, and the works council where that is required, before searching logs about people.",
  },
};
