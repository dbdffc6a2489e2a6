/** Windows DHCP audit logs: one file a weekday, overwritten after a week, written in the server's local time. */
import type { LogPlanItem } from "../types.ts";
import { isTimeZone, localTime } from "./zoned-time.ts";
import type { PlanQuery } from "./queries.ts";
import type { Terms } from "./quote.ts";

const DAY_MS = 24 * 3_600_000;
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** @returns The files to copy first; a window of more than a week names all seven. */
export function windowsDhcp(
  { from, to }: Pick<LogPlanItem, "from" | "to">,
  { ips }: Terms,
  zone: string,
): PlanQuery[] {
  const days = new Set<string>();
  for (let time = from; days.size < WEEKDAYS.length && time < to + DAY_MS; time += DAY_MS)
    days.add(WEEKDAYS[localTime(Math.min(time, to), zone).weekday] as string);
  const known = isTimeZone(zone) ? zone : "UTC";
  const [start, end] = [localTime(from, known), localTime(to, known)];
  const files = [...days].map((day) => `DhcpSrvLog-${day}.log`);
  return [
    {
      tool: "Windows Server DHCP",
      text: [
        `# ${start.date} ${start.clock} ${start.offset} – ${end.date} ${end.clock} ${end.offset} (${known})`,
        ...files.map((file) => `Copy-Item "$env:SystemRoot\\System32\\dhcp\\${file}" .`),
        ...ips.map((ip) => `Select-String -SimpleMatch '${ip}' ${files.join(",")}`),
      ].join("\n"),
    },
  ];
}
