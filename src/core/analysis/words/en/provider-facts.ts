import type { ProviderFactWords } from "../provider-fact-codes.ts";

export const providerFacts: ProviderFactWords = {
  reveals: {
    "account-address": "the account's address, as the provider's fields name it",
    "account-number-inferred":
      "a number that seems to be one per account (inferred from three samples, not confirmed by the provider)",
    "api-used": "that a program sent it through the provider's API, not a person in web mail",
    "client-helo": "the name that the sending program gave itself; it can write any",
    "client-ip": "the address from which the provider's server took the mail, as that server noted it",
    "customer-domain": "that a customer with its own domain uses this provider; its administrator has logs",
    "google-project-number": "a number that looks like a Google Cloud project (unconfirmed)",
    "google-service": "that a Google service sent it for a project, form or group, not a person's mailbox",
    "original-from": "that the provider replaced the From the sender wrote; the original stands in a field",
    "provider-token": "an opaque identifier that only the provider may resolve",
    "sending-time": "the provider's own clock inside an identifier, to the millisecond or better",
    "mail-program-used": "that a mail program signed in and handed it over, not the web client",
    "server-region": "the data centre of the mailbox, never the sender's place",
    "tenant-domain": "the tenant that signed it",
    "web-client-version": "which web client was used, by version",
    "web-or-app-used": "that the provider's own web client or app was used",
  },
  hides: {
    "client-ip": "the sender's internet address: the provider has it, the mail does not",
    "client-ip-in-web-and-app":
      "the sender's internet address when web client or app is used: the provider has it, the mail does not",
    "content-encrypted-at-provider":
      "stored content: encrypted, the provider itself may be unable to read it",
    device: "which device was used",
    "ip-is-the-providers-own": "the sender's internet address: the one in the mail is the provider's own",
    "person-behind-account": "who the person is: an account is not a person",
    "user-of-the-customer":
      "which of the customer's users signed in: the customer's administrator can see it",
  },
  items: {
    account: "Exact account",
    "window-start": "From (UTC)",
    "window-end": "To (UTC)",
    "message-id": "Message-ID",
    identifier: "Identifier of the provider",
    "submission-ip": "Address that handed the mail in, as the provider's server noted it",
    "submission-port": "Its port",
    data: "Ask for",
    "who-may-ask": "Who may ask",
    fact: "To know",
    "checked-on": "Defaults checked on",
  },
  values: {
    "data-subscriber": "subscriber data and when the account was made",
    "data-recovery": "recovery address and telephone number",
    "data-login-ips-with-ports": "sign-in addresses with ports and times",
    "data-sessions": "sessions in the window",
    "data-devices": "devices and programs",
    "data-content": "content (a higher threshold almost everywhere)",
    "data-api-project": "owner of the project, form or group",
    "data-tenant-audit": "the customer's own sign-in and audit logs",
    "who-authorities-only": "law enforcement and courts only",
    "who-swiss-authorities": "only through an order of the Swiss authorities",
    "who-tenant-administrator": "the customer's administrator can look at once, and may do so voluntarily",
    "who-voluntary-hold":
      "anyone may ask to preserve; a private party's letter gets at best a voluntary hold",
    "fact-google-hold-90-days": "Google holds data for authorities 90 days on request (secondary source)",
    "fact-yahoo-exact-address": "Yahoo needs the exact address",
    "fact-microsoft-account": "Microsoft needs the account; a Message-ID alone is not enough",
    "fact-e-evidence":
      "EU e-Evidence since 18 August 2026: production 10 days, 8 hours in an emergency, preservation 60 days (secondary source)",
    "fact-dutch-orders":
      "Dutch access provider: the police and the public prosecutor demand user and traffic data (arts. 126n and 126na Sv)",
    "fact-profile-few-samples":
      "this profile rests on fewer than ten real messages: check before relying on it",
    "fact-profile-old-samples": "this profile rests on old messages only",
  },
  notLegalAdvice: "Defaults as of the date above; have counsel confirm them. This is not legal advice.",
};
