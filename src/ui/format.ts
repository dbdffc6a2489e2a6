/** @param at - Milliseconds since the Unix epoch; shown in the device's zone, with the zone's name. */
export function formatTime(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  }).format(at);
}

/** "1.2 MB": decimal units, as file managers show them. */
export function formatOctets(octets: number, language: string): string {
  const units = ["byte", "kilobyte", "megabyte"] as const;
  const step = octets < 1000 ? 0 : octets < 1_000_000 ? 1 : 2;
  const unit = units[step];
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: unit ?? "byte",
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits: step === 0 ? 0 : 1,
  }).format(octets / 1000 ** step);
}

/** Picks a text of a directory: the wanted language, else English, else the first there is. */
export function localText(texts: Readonly<Record<string, string>> | undefined, language: string): string {
  if (texts === undefined) return "";
  return texts[language] ?? texts["en"] ?? Object.values(texts)[0] ?? "";
}

/** Hours and minutes in the device's zone: for something that happens within the day. */
export function formatClock(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" }).format(at);
}

/** A day in words, in the device's zone: for a date that someone must keep. */
export function formatDay(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "full" }).format(at);
}
