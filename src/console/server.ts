/** The intake behind one port: public directory, console routes, log. A fresh one for each session. */
import { consoleApi } from "../clients/console-api.ts";
import { intakeClient } from "../clients/intake.ts";
import { type LogReader, logReader } from "../clients/log.ts";
import type { ConsoleServer } from "./ports.ts";

export interface ServerAddress {
  /** Origin of the intake, without a slash at the end. */
  readonly intakeUrl: string;
  readonly organisation: string;
}

export function connectServer({ intakeUrl, organisation }: ServerAddress): ConsoleServer {
  const address = { baseUrl: intakeUrl, organisation };
  const api = consoleApi(address);
  const reporterApi = intakeClient({ ...address, authorization: () => "" });
  let log: LogReader | null = null;
  return {
    directory: () => reporterApi.directory(),
    signIn: async (signer, directory) => {
      await api.signIn(signer, directory);
    },
    packages: (from) => api.packages(from),
    summary: (of) => api.summary(of),
    statement: (of) => api.statement(of),
    package: (of, options = {}) => api.package(of, options.signal, options.onProgress),
    receipt: (of) => api.receipt(of),
    custody: (of) => api.custody(of),
    addCustody: (of, event) => api.addCustody(of, event),
    acknowledge: (of, acknowledgement) => api.acknowledge(of, acknowledgement),
    dnsKey: (domain, selector) => api.dnsKey(domain, selector),
    learnSelectors: async (pairs) => {
      await api.learnSelectors(pairs);
    },
    checkpoint: async () => (await reader()).checkpoint(),
    entryBundle: async (index, width) => (await reader()).tile({ level: "entries", index, width }),
  };

  async function reader(): Promise<LogReader> {
    log ??= logReader({
      logUrl: `${intakeUrl}/v1/${organisation}/log`,
      readToken: await api.readToken(),
    });
    return log;
  }
}
