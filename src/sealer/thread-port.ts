import type { MessagePort, Transferable as NodeTransferable, Worker } from "node:worker_threads";
import type { EnginePort } from "../workflow/engine-rpc.ts";

/** Node's threads speak as event emitters where browsers' speak as event targets. */
export function enginePort(port: Pick<Worker | MessagePort, "postMessage" | "on">): EnginePort {
  return {
    postMessage: (message, transfer) => port.postMessage(message, transfer as readonly NodeTransferable[]),
    addEventListener: (_type, listener) => {
      port.on("message", (data: unknown) => listener({ data }));
    },
  };
}
