import type { ProvidersCode } from "../providers-codes.ts";
import type { AreaWords } from "../words.ts";

export const providers: AreaWords<ProvidersCode> = {
  "client-address-recorded": {
    reporter:
      "The mail was handed to {provider} from an internet address that was recorded; investigators can ask who used it then.",
    investigator:
      "{provider}'s server noted that it took the mail from {ip}: that server's claim, or of whoever wrote its line. Such an address is often shared (carrier NAT, VPN, office): ask the access provider with the exact time and, where there is one, the port. Profile from {samples} real messages.",
  },
  "provider-hides-client-address": {
    reporter:
      "{provider} does not put the sender's internet address in its mails; the provider itself may have it, and authorities can ask.",
    investigator:
      "{provider} passes on no address of the sender here, so its absence says nothing about the sender. A request needs the account ({account}), the UTC window and these identifiers from this mail: {identifiers}. Providers answer authorities only; anyone can ask to preserve. Profile from {samples} real messages.",
  },
  "provider-account-named": {
    reporter: "The mail names the mail account at {provider} that it was sent with.",
    investigator:
      "The provider's fields name the account {account} at {provider}. An account is not a person: it can be shared, taken over or made under another name. Without a valid signature the fields can be imitated. Profile from {samples} real messages.",
  },
  "provider-customer-named": {
    reporter: "The mail was sent through {provider} by an organisation that has its own address there.",
    investigator:
      "{provider} serves {domain} as a customer. That customer's administrator can look at sign-in and audit logs at once, without an order; a taken-over account of an innocent organisation is a common explanation.",
  },
  "provider-service-sent": {
    reporter: "The mail was sent by an automatic service of Google, not from a person's mailbox.",
    investigator:
      "A Google service (Firebase, Forms, Groups) sent it for somebody's project, form or group. Google can name the owner to authorities; the From address belongs to the service, not to a sender.",
  },
  "provider-api-used": {
    reporter: "The mail was sent by a program through {provider}, not typed in its mail page.",
    investigator:
      "gmailapi.google.com took it over; {project} looks like the number of the Google Cloud project that the program belongs to (unconfirmed). Add-ons, scheduled sending by other products and mass mailers do this.",
  },
  "proton-account-number": {
    reporter: "The mail carries a number that may belong to the sender's account at {provider}.",
    investigator:
      "Feedback-ID holds {number}. It was the same in all three messages known of one account, so it seems to be one per account: inferred from three samples, not confirmed by Proton. Use it to compare mails and as an identifier in a request, not as proof.",
  },
  "provider-fields-copied": {
    reporter: "The mail carries marks of {provider}, but it was handed over by another server.",
    investigator:
      "The lowest lines are of {provider}, yet the next server took the mail from {server} (as {by} noted). The header was probably copied from another mail; a forwarding service that left no line is the other explanation. No valid signature of the provider is recorded: do not ask that provider for an account on this basis.",
  },
  "from-provider-not-shown": {
    reporter: "The mail says it comes from an address at {provider}, but nothing else in it shows that.",
    investigator:
      "From is {from}, but no signature and no server of {provider} appear; the oldest server named is {server}. The address is probably invented or misused. A mailing list or forwarding service that removes lines explains it too.",
  },
  "gmail-route-differs": {
    reporter: "The number of the mail has Gmail's form, but the mail did not take Gmail's way.",
    investigator:
      "Message-IDs of this form are written by Gmail's web page, app and API, which hand over inside Google; here the oldest server is {found}. The Message-ID was copied or made up, or lines are missing. Seen in none of {samples} real messages.",
  },
  "outlook-boundary-differs": {
    reporter: "Two marks that agree in real mails of Outlook.com do not agree here.",
    investigator:
      "The MIME boundary does not hold the Message-ID's first part ({expected}), as it did in 173 of {samples} real messages. A forged or rebuilt header explains it; a gateway that rewrites the mail does too.",
  },
  "yahoo-counter-differs": {
    reporter: "Two numbers that follow each other in real mails of Yahoo do not do so here.",
    investigator:
      "The second number of the Message-ID is {found}; by the boundary's counter it would be {expected}. It held in all {samples} real messages known: few, so treat it as a hint. A gateway that rebuilds the parts explains it as well.",
  },
  "proton-expiry-differs": {
    reporter: "The signature of the mail is not valid for as long as Proton usually makes it.",
    investigator:
      "The signature names {found} seconds of validity, Proton's had {expected} in the {samples} messages known: few, and Proton may have changed it. A made-up signature field is another explanation; verify it.",
  },
};
