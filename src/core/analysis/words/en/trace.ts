import type { TraceCode } from "../trace-codes.ts";
import type { AreaWords } from "../words.ts";

export const trace: AreaWords<TraceCode> = {
  "hop-delay-negative": {
    reporter: "Two servers on this message's way give times that do not fit each other.",
    investigator:
      "By its own clock, {by} received the message {seconds} seconds after the server before it: the clocks disagree. Usual causes are a clock that is off or a wrong time zone; a typed Received field is another. Ask the operator of the trusted server for its log.",
  },
  "hop-delay-long": {
    reporter: "The message was on its way for longer than usual.",
    investigator:
      "{by} received the message {seconds} seconds after the server before it. Queues, greylisting and filters hold mail for hours; so do clocks that disagree. The log of both servers shows where it waited.",
  },
  "hop-date-unreadable": {
    reporter: "One server on this message's way noted a time that cannot be read.",
    investigator:
      "The date that {by} noted cannot be read. Some programs write unusual forms; a typed field is another explanation. The raw field shows the text.",
  },
  "hop-claims-provider": {
    reporter: "One line of this message's route may not come from the server that it names.",
    investigator:
      'A Received field says it was added by "{by}". No server of that provider calls itself so: the field may have been typed, or a private server is misconfigured. Do not treat this hop as the provider\'s record.',
  },
  "hop-date-impossible": {
    reporter: "One line of this message's route carries a time that cannot be right.",
    investigator:
      "The field of {by} is dated {time}: before mail as we know it, or more than a day after the message was received. A clock that was never set explains it, and so does a typed field.",
  },
  "hop-reserved-address": {
    reporter: "One line of this message's route names an internet address that nobody can send from.",
    investigator:
      "{by} is said to have received from {ip}, an address that is set aside and never used on the internet. The field may have been typed; a test set-up or an unusual inner network is the innocent explanation.",
  },
  "hop-claims-own-server": {
    reporter:
      "A line below the point where your organisation received this message names one of its own servers.",
    investigator:
      "Below the handover a field says it was added by {by}, a server of the organisation's own. The sender may have typed it; a message that left and came back, through a mailing list or a forward, looks the same. The own server's log tells which.",
  },
  "hop-id-unlike-server": {
    reporter: "One line of this message's route does not look like the lines which that server writes.",
    investigator:
      "The field of {by} carries the id \"{id}\", which is not of the form that this server's software writes, or tells another time than the field's date. The field may have been typed or altered on the way; a server that only borrows the name is another explanation.",
  },
  "hop-protocol-unlike-server": {
    reporter: "One line of this message's route uses words which that server does not write.",
    investigator:
      'The field of {by} says "with {with}", words that this provider\'s servers were not seen to write. The field may have been typed, or a gateway rewrote it.',
  },
  "own-egress-match": {
    reporter:
      "The message names an internet address of your own organisation, which by itself does not show who wrote it.",
    investigator:
      "{value} falls into the organisation's configured range {configured}. It points to a connection from inside and proves nothing: everyone behind that range shares its addresses, and an untrusted field can be typed. Save the firewall, proxy and DHCP logs of that time.",
  },
  "own-vpn-match": {
    reporter:
      "The message names an address of your organisation's remote access, which by itself does not show who wrote it.",
    investigator:
      "{value} falls into the configured VPN range {configured}. It points to a remote session and proves nothing: addresses are handed from user to user, and an untrusted field can be typed. Save the VPN log, which tells who held the address at that time.",
  },
  "own-domain-match": {
    reporter:
      "The message's technical data name your own organisation, which by itself does not show who wrote it.",
    investigator:
      "\"{value}\" is a name under the organisation's domain {configured}. It points inside and proves nothing: a sender can type such a name, and mail that the organisation sent itself carries it too. Compare with the own mail server's log.",
  },
  "origin-name-contradicts": {
    reporter: "The name and the internet address in one line of this message do not belong together.",
    investigator:
      "The name {name} carries another address than {ip}, for which {claimedBy} gives it. Networks that were renumbered explain it; so does a typed field. Look the name and the address up, with the time of the message.",
  },
  "origin-name-carries-address": {
    reporter:
      "One line of this message names an internet connection that its provider can look up for the police.",
    investigator:
      "The name {name} holds the address {ip} in hexadecimal: an access provider's name for one connection, as {claimedBy} gives it. Only the provider knows the subscriber, and tells the authorities; the exact time belongs to the question.",
  },
  "origin-cloud": {
    reporter: "This message passed through a rented computer.",
    investigator:
      "{claimedBy} names {ip} ({name}), a rented machine in a data centre. Its provider knows the customer; websites, newsletters and companies' own servers use the same machines.",
  },
  "origin-not-public": {
    reporter: "The message tells an address inside some private network.",
    investigator:
      "{claimedBy} names {ip}, an address of a private network: it says nothing on the internet, but within the network it came from it names one device. Compare it with the organisation's own address plan before drawing anything from it; millions of homes use the same addresses.",
  },
};
