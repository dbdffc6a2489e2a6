import type { SpoofingCode } from "../spoofing-codes.ts";
import type { AreaWords } from "../words.ts";

export const spoofing: AreaWords<SpoofingCode> = {
  "from-missing": {
    reporter: "De mail noemt helemaal geen afzender.",
    investigator: "De mail noemt helemaal geen afzender.",
  },
  "from-multiple": {
    reporter: "De mail heeft meer From-velden; programma's kunnen verschillende afzenders tonen.",
    investigator: "De mail heeft meer From-velden; programma's kunnen verschillende afzenders tonen.",
  },
  "header-malformed": {
    reporter:
      "De kop stopt bij een regel die geen kopregel is; programma's kunnen de rest verschillend lezen.",
    investigator:
      "De kop stopt bij een regel die geen kopregel is; programma's kunnen de rest verschillend lezen.",
  },
  "message-id-missing": {
    reporter: "De mail heeft geen eigen kenmerk; gewone mailprogramma's schrijven er een.",
    investigator: "De mail heeft geen eigen kenmerk; gewone mailprogramma's schrijven er een.",
  },
  "message-id-by-receiver": {
    reporter:
      "Het kenmerk lijkt door de ontvangende server te zijn toegevoegd: het programma van de afzender schreef er geen.",
    investigator:
      "Het kenmerk lijkt door de ontvangende server te zijn toegevoegd: het programma van de afzender schreef er geen.",
  },
  "display-name-has-address": {
    reporter: "De naam van de afzender toont het adres {shown}, maar de mail zegt van {from} te komen.",
    investigator: "De naam van de afzender toont het adres {shown}, maar de mail zegt van {from} te komen.",
  },
  "reply-to-differs": {
    reporter: "Antwoorden gaan naar {other}, niet naar {from}.",
    investigator: "Antwoorden gaan naar {other}, niet naar {from}.",
  },
  "sender-differs": {
    reporter: "De mail zegt dat {other} hem verstuurde namens {from}.",
    investigator: "De mail zegt dat {other} hem verstuurde namens {from}.",
  },
  "return-path-differs": {
    reporter:
      "Bezorgfouten gaan naar {returnPath}, buiten het domein van {from}. Gewoon bij nieuwsbrieven; ook bij vervalste afzenders.",
    investigator:
      "Bezorgfouten gaan naar {returnPath}, buiten het domein van {from}. Gewoon bij nieuwsbrieven; ook bij vervalste afzenders.",
  },
};
