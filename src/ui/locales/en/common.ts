/** Shared by pane, report page and console. */
export const common = {
  demo: {
    title: "DEMONSTRATION.",
    text: "The keys of this organisation are for trying out. Do not send real reports.",
  },
  statements: {
    provenance: {
      label: "Where it came from",
      "supplied-file": "a file that someone supplied",
      "host-api": "read from the mailbox by the mail program",
      "fetched-by-service": "fetched from the mailbox by a service",
    },
    capture: {
      label: "How faithful it is",
      "as-served": "the source exactly as it was served",
      regenerated: "the source as the mail server rebuilt it",
      parts: "headers, text and attachments apart, no whole source",
      converted: "converted from another format",
    },
    authentication: {
      label: "What the sender's signature shows",
      signed: "a signature of the sender's domain verifies",
      "body-fits": "only the text fits its header: anyone could have made that",
      "mismatch-explained": "the signature no longer fits, as expected in this mailbox",
      mismatch: "the signature does not fit",
      none: "nothing was checked or there is no signature",
    },
  },
};
