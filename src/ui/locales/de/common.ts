import type { common as english } from "../en/common.ts";

/** Gemeinsam für Bereich, Meldeseite und Konsole. */
export const common: typeof english = {
  demo: {
    title: "VORFÜHRUNG.",
    text: "Die Schlüssel dieser Organisation sind zum Ausprobieren. Senden Sie keine echten Meldungen.",
  },
  statements: {
    provenance: {
      label: "Woher es kommt",
      "supplied-file": "eine Datei, die jemand eingereicht hat",
      "host-api": "vom Mailprogramm aus dem Postfach gelesen",
      "fetched-by-service": "von einem Dienst aus dem Postfach geholt",
    },
    capture: {
      label: "Wie getreu es ist",
      "as-served": "die Quelle genau so, wie sie ausgeliefert wurde",
      regenerated: "die Quelle, wie der Mailserver sie neu aufgebaut hat",
      parts: "Kopfzeilen, Text und Anhänge einzeln, keine vollständige Quelle",
      converted: "aus einem anderen Format umgewandelt",
    },
    authentication: {
      label: "Was die Signatur des Absenders zeigt",
      signed: "eine Signatur der Domain des Absenders stimmt",
      "body-fits": "nur der Text passt zu seinem Kopf: das kann jeder herstellen",
      "mismatch-explained": "die Signatur passt nicht mehr, wie in diesem Postfach zu erwarten",
      mismatch: "die Signatur passt nicht",
      none: "nichts wurde geprüft, oder es gibt keine Signatur",
    },
  },
};
