import type { ProvidersCode } from "../providers-codes.ts";
import type { AreaWords } from "../words.ts";

export const providers: AreaWords<ProvidersCode> = {
  "client-address-recorded": {
    reporter:
      "Een mailprogramma gaf de mail aan {provider} vanaf het adres {ip}, zoals die aanbieder vastlegde.",
    investigator:
      "Een mailprogramma gaf de mail aan {provider} vanaf het adres {ip}, zoals die aanbieder vastlegde.",
  },
  "provider-hides-client-address": {
    reporter:
      "{provider} geeft het internetadres van de afzender niet door. De aanbieder zelf heeft het misschien.",
    investigator:
      "{provider} geeft het internetadres van de afzender niet door. De aanbieder zelf heeft het misschien.",
  },
};
