/** Counters in the Prometheus text format: of routes and states, never of people, organisations or packages. */

export interface Metrics {
  /** @param route - The route's pattern, never the URL. */
  requestDone(method: string, route: string, status: number): void;
  count(name: CounterName): void;
  text(): string;
}

const COUNTERS = {
  zegel_batch_failures_total: "Batches that could not be committed; what they held is tried again.",
  zegel_timestamp_failures_total: "Questions to timestamp authorities that gave no valid token.",
  zegel_dns_failures_total:
    "Rounds of DNS look-ups, or timestamps over them, that failed and are tried again.",
  zegel_sign_in_key_failures_total: "Fetches of a token service's keys that failed; reports wait meanwhile.",
} as const;

export type CounterName = keyof typeof COUNTERS;

export function createMetrics(startedAt: number): Metrics {
  const requests = new Map<string, number>();
  const counters = new Map<CounterName, number>();
  return {
    requestDone(method, route, status) {
      const key = `method="${method}",route="${route}",status="${status}"`;
      requests.set(key, (requests.get(key) ?? 0) + 1);
    },
    count(name) {
      counters.set(name, (counters.get(name) ?? 0) + 1);
    },
    text,
  };

  function text(): string {
    const lines = [
      "# HELP zegel_start_time_seconds When the intake started.",
      "# TYPE zegel_start_time_seconds gauge",
      `zegel_start_time_seconds ${startedAt / 1000}`,
      "# HELP zegel_requests_total Requests answered, by route.",
      "# TYPE zegel_requests_total counter",
      ...[...requests].map(([labels, value]) => `zegel_requests_total{${labels}} ${value}`),
    ];
    for (const [name, help] of Object.entries(COUNTERS)) {
      lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} counter`);
      lines.push(`${name} ${counters.get(name as CounterName) ?? 0}`);
    }
    return `${lines.join("\n")}\n`;
  }
}
