import type { pane as english } from "../en/pane.ts";

/**
 * Het taakpaneel: wat het eerste scherm, de weg van een melding en de haperingen ervan zeggen. De rest staat in
 * pane-later.ts. Toon en volgorde: korte zinnen, het werkwoord voorop, niets dat belooft of oordeelt.
 */
export const pane: typeof english = {
  title: "Zegel",
  start: {
    heading: "Meld een dreiging",
    from: "Deze mail is van",
    fromAppointment: "Deze afspraak is van",
    fromUnknown: "Het mailprogramma laat niet zien wie hem stuurde.",
    button: "Meld dreiging",
    buttonMany_one: "Meld {{count}} mail",
    buttonMany_other: "Meld {{count}} mails",
    what: "Een verzegelde kopie gaat naar deze mensen. De mail blijft staan waar hij staat.",
    whatMany: "Verzegelde kopieën gaan naar deze mensen. De mails blijven staan waar ze staan.",
    keyQuery:
      "Om de handtekening van de mail te controleren, wordt de server om de sleutel van het domein gevraagd, meestal {{domain}}. De server kent dan dat domein.",
    noItem: "Open de mail die je wilt melden. Druk daarna hier op de knop.",
    more: "Eerst meer vertellen (hoeft niet)",
    keep: "Verwijder de mail niet, beantwoord hem niet, stuur hem niet door en klik nergens op. Je hoeft hem niet opnieuw te lezen.",
    keepMany:
      "Verwijder de mails niet, beantwoord ze niet, stuur ze niet door en klik nergens op. Je hoeft ze niet opnieuw te lezen.",
    loading: "De lijst van mensen die je melding kunnen lezen wordt opgehaald…",
  },
  danger: {
    question: "Ben je nu in gevaar?",
    call: "Bel {{number}}",
    contacts: "Iemand om te bellen",
  },
  readers: {
    by: "Je melding wordt gelezen door",
    at: "{{names}} ({{desk}})",
    recovery: "Alleen wie de herstelsleutel bewaart kan dit lezen: {{holder}}.",
    change: "Wie leest dit?",
    noName: "Zonder je naam",
    expired:
      "De lijst van lezers is verlopen. Je melding kan wel verstuurd worden. Tot de lijst vernieuwd is, kan alleen {{holder}} de melding openen.",
    remembered:
      "De nieuwste lijst van lezers kon niet worden opgehaald. De laatste die klopte wordt gebruikt.",
    unavailable:
      "De lijst van lezers kon niet worden opgehaald, dus er kan nog niets verzegeld worden. De mail staat veilig waar hij staat.",
    others_one: "{{count}} ander",
    others_other: "{{count}} anderen",
  },
  steps: {
    heading: "Je melding is onderweg",
    acquiring: "De bron van de mail ophalen",
    acquiringMany: "De bron van de mails ophalen",
    mailOf: "Mail {{mail}} van {{mails}}",
    partOf: "Deel {{part}} van {{parts}}",
    analysing: "De mail bekijken",
    sealing: "De kopie verzegelen",
    storing: "De verzegelde kopie op dit apparaat bewaren",
    sending: "Versturen",
    checking: "Het ontvangstbewijs nagaan",
    notYet: "NOG NIET verstuurd",
    cancel: "Stoppen",
  },
  done: {
    heading: "Je melding is aangekomen",
    reference: "Je kenmerk",
    closed: "Klaar. Je kunt dit paneel sluiten.",
    again: "Terug naar de mail",
  },
  expert: { open: "Voor deskundigen: wat de kop laat zien" },
  kept: {
    device: "De verzegelde kopie is op dit apparaat bewaard. Niemand kan die hier lezen.",
    memory: "De verzegelde kopie bestaat alleen zolang dit paneel open is. Sla het bestand nu op.",
    mailbox: "Er is niets verstuurd of bewaard. De mail staat waar hij stond.",
    notYet: "NOG NIET verstuurd",
    waiting: { heading: "NOG NIET verstuurd" },
    refused: { heading: "NIET verstuurd" },
    stopped: {
      heading: "Gestopt",
      nothing: "Er is niets verstuurd. De mail staat waar hij stond.",
      maybe:
        "Het kan al zijn aangekomen. Er is geen ontvangstbewijs, dus ga ervan uit dat het NIET verstuurd is.",
    },
    failed: { heading: "Dat lukte niet" },
    next: "Het wordt om {{time}} vanzelf opnieuw geprobeerd, zolang dit paneel open is, en telkens als het weer opengaat.",
    now: "Nu versturen",
    again: "Opnieuw proberen",
    save: "Opslaan als bestand",
    saveWhat: "Het .zegel-bestand is ook verzegeld. Lever het later in, of geef het aan je meldpunt.",
    discard: "Van dit apparaat verwijderen",
    discardSure: "Verwijderen? Het is NIET verstuurd.",
    discardYes: "Ja, verwijderen",
    discardNo: "Bewaren",
    close: "Sluiten",
  },
  outbox: {
    waiting_one: "{{count}} melding NOG NIET verstuurd",
    waiting_other: "{{count}} meldingen NOG NIET verstuurd",
    show: "Tonen",
    open: "Mijn eerdere meldingen",
  },
  later: {
    heading: "Een ogenblik",
    loading: "Dit scherm wordt geladen…",
    failed: "Dit scherm kon niet worden geladen. Van wat je meldde is niets verloren.",
  },
  problem: {
    SOURCE_UNAVAILABLE: "Het mailprogramma gaf de mail niet.",
    SOURCE_EMPTY: "Het mailprogramma gaf een lege mail.",
    SOURCE_CHANGED: "Intussen is een andere mail geopend. Open de juiste en probeer het opnieuw.",
    SOURCE_TIMEOUT: "Het mailprogramma antwoordde niet op tijd.",
    BASE64_INVALID: "Het mailprogramma gaf een beschadigde mail.",
    SIGN_IN_NEEDED: "Eerst moet je inloggen.",
    SIGN_IN_FAILED: "Het inloggen lukte niet.",
    NETWORK_UNREACHABLE: "Er is geen verbinding met de server.",
    SERVER_ERROR: "De server heeft een storing.",
    RATE_LIMITED: "De server is bezet.",
    STORAGE_FULL: "De server heeft geen ruimte meer.",
    RESPONSE_INVALID:
      "Iets tussen hier en de server gaf een ander antwoord, bijvoorbeeld de inlogpagina van een netwerk.",
    UNAUTHORISED: "De server wil de code van je organisatie.",
    PACKAGE_TOO_LARGE:
      "Dit is te groot: in één melding past hooguit 150 MB. Meld minder mails of bestanden tegelijk.",
    INPUT_INVALID: "Een van de bestanden kon niet worden gelezen. Laat het weg, of voeg het opnieuw toe.",
    DIGEST_MISMATCH: "De melding raakte onderweg beschadigd.",
    SUBMISSION_CONFLICT: "De server heeft onder dit nummer al iets anders.",
    STATEMENT_INVALID:
      "De server begrijpt deze melding niet. Misschien is hij ouder dan deze invoegtoepassing.",
    CONSISTENCY_FAILED:
      "Het logboek van de server past niet bij wat dit apparaat er eerder van zag. Waarschuw je meldpunt op een andere manier.",
    receipt:
      "Het ontvangstbewijs van de server past niet bij deze melding en telt dus niet. Waarschuw je meldpunt op een andere manier.",
    directory:
      "De lijst van lezers draagt niet de juiste handtekening, of is ouder dan een die al gezien is.",
    DIRECTORY_DEMO_REFUSED:
      "Deze lijst van lezers is een demonstratie. Die beschermt niemand en wordt hier geweigerd.",
    DEVICE_STORAGE_FULL: "Dit apparaat heeft geen ruimte meer.",
    DEVICE_STORAGE_UNAVAILABLE: "Dit apparaat bewaart niets voor deze pagina.",
    CANCELLED: "Je hebt het gestopt.",
    other: "Er ging iets mis in deze invoegtoepassing. Het lag niet aan jou.",
    action: "Dat lukte niet.",
    code: "Code voor de helpdesk: {{code}}",
  },
};
