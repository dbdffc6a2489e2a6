import type { ProvidersCode } from "../providers-codes.ts";
import type { AreaWords } from "../words.ts";

export const providers: AreaWords<ProvidersCode> = {
  "client-address-recorded": {
    reporter:
      "A mail program handed the message to {provider} from the address {ip}, as that provider recorded it.",
    investigator:
      "A mail program handed the message to {provider} from the address {ip}, as that provider recorded it.",
  },
  "provider-hides-client-address": {
    reporter: "{provider} does not pass on the sender's internet address. The provider itself may have it.",
    investigator:
      "{provider} does not pass on the sender's internet address. The provider itself may have it.",
  },
};
