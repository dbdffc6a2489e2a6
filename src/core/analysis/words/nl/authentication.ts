import type { AuthenticationCode } from "../authentication-codes.ts";
import type { AreaWords } from "../words.ts";

export const authentication: AreaWords<AuthenticationCode> = {
  "dkim-body-hash-mismatch": {
    reporter:
      "De tekst is niet de tekst die {domain} ondertekende. Sommige mailsystemen veranderen de tekst bij aankomst.",
    investigator:
      "De tekst is niet de tekst die {domain} ondertekende. Sommige mailsystemen veranderen de tekst bij aankomst.",
  },
  "dkim-signature-fail": {
    reporter: "De handtekening van {domain} past niet bij de gepubliceerde sleutel.",
    investigator: "De handtekening van {domain} past niet bij de gepubliceerde sleutel.",
  },
  "dkim-from-not-signed": {
    reporter: "De handtekening van {domain} dekt de afzenderregel niet.",
    investigator: "De handtekening van {domain} dekt de afzenderregel niet.",
  },
  "dkim-body-beyond-length": {
    reporter: "De handtekening van {domain} dekt alleen het begin van de tekst; de rest kan zijn toegevoegd.",
    investigator:
      "De handtekening van {domain} dekt alleen het begin van de tekst; de rest kan zijn toegevoegd.",
  },
  "dkim-key-too-short": {
    reporter: "De sleutel van {domain} is te kort om op te vertrouwen.",
    investigator: "De sleutel van {domain} is te kort om op te vertrouwen.",
  },
  "dkim-sha1-historic": {
    reporter: "De handtekening van {domain} gebruikt SHA-1, waarop niet meer wordt vertrouwd.",
    investigator: "De handtekening van {domain} gebruikt SHA-1, waarop niet meer wordt vertrouwd.",
  },
  "dkim-expired-at-delivery": {
    reporter: "De handtekening van {domain} was verlopen toen de mail werd bezorgd.",
    investigator: "De handtekening van {domain} was verlopen toen de mail werd bezorgd.",
  },
  "arc-numbering-broken": {
    reporter:
      "De zegels van doorsturende servers zijn niet doorlopend genummerd: er is iets bijgekomen of weggelaten.",
    investigator:
      "De zegels van doorsturende servers zijn niet doorlopend genummerd: er is iets bijgekomen of weggelaten.",
  },
  "authentication-failed": {
    reporter: "Een ontvangende server legde vast dat de controle {method} uitkwam op {result}.",
    investigator: "Een ontvangende server legde vast dat de controle {method} uitkwam op {result}.",
  },
};
