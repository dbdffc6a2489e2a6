/** Files that come without the page's buttons: shared by another app, or opened with this one. */
import { type Choice, chosenFiles } from "./chosen-files.ts";

type Taking = (choice: Choice) => void;

/** Milliseconds: a worker that was ended meanwhile has forgotten what was shared. */
const ANSWER_MS = 5000;

export function takeShared(take: Taking): void {
  const address = new URL(location.href);
  if (!address.searchParams.has("shared")) return;
  address.searchParams.delete("shared");
  history.replaceState(null, "", address);
  void askWorker().then((files) =>
    take(files.length === 0 ? { files: [], remark: "lost" } : chosenFiles(files)),
  );
}

function askWorker(): Promise<readonly File[]> {
  const controller = navigator.serviceWorker?.controller ?? null;
  if (controller === null) return Promise.resolve([]);
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise<readonly File[]>((resolve) => {
    port1.onmessage = ({ data }) =>
      resolve(Array.isArray(data) ? data.filter((one) => one instanceof File) : []);
    setTimeout(() => resolve([]), ANSWER_MS);
  });
  controller.postMessage("shared?", [port2]);
  return answer.finally(() => port1.close());
}

interface LaunchQueue {
  setConsumer(consumer: (params: { readonly files?: readonly FileSystemFileHandle[] }) => void): void;
}

/** "Open with" on a computer where the page is installed; elsewhere there is no such queue. */
export function takeLaunched(take: Taking): void {
  const { launchQueue } = window as { launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(({ files = [] }) => {
    if (files.length > 0) void opened(files).then(take);
  });
}

async function opened(handles: readonly FileSystemFileHandle[]): Promise<Choice> {
  const files = await Promise.all(handles.map((handle) => handle.getFile().catch(() => null)));
  const unreadable = handles.filter((_, index) => files[index] === null).map(({ name }) => name);
  return { ...chosenFiles(files.filter((file) => file !== null)), unreadable };
}
