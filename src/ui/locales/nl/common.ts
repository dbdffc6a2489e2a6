import type { common as english } from "../en/common.ts";

/** Gedeeld door paneel, meldpagina en console. */
export const common: typeof english = {
  demo: {
    title: "DEMONSTRATIE.",
    text: "De sleutels van deze organisatie zijn om te proberen. Verstuur geen echte meldingen.",
  },
  statements: {
    provenance: {
      label: "Waar het vandaan komt",
      "supplied-file": "een bestand dat iemand aanleverde",
      "host-api": "door het mailprogramma uit de mailbox gelezen",
      "fetched-by-service": "door een dienst uit de mailbox gehaald",
    },
    capture: {
      label: "Hoe getrouw het is",
      "as-served": "de bron precies zoals die werd aangeboden",
      regenerated: "de bron zoals de mailserver die opnieuw opbouwde",
      parts: "kopregels, tekst en bijlagen los, geen hele bron",
      converted: "omgezet uit een ander formaat",
    },
    authentication: {
      label: "Wat de handtekening van de afzender laat zien",
      signed: "een handtekening van het domein van de afzender klopt",
      "body-fits": "alleen de tekst past bij de kopregel: dat kan iedereen maken",
      "mismatch-explained": "de handtekening past niet meer, zoals te verwachten in deze mailbox",
      mismatch: "de handtekening past niet",
      none: "niets nagegaan, of er is geen handtekening",
    },
  },
};
