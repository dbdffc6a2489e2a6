/** One chunk: what the page shows once there is something to show. */
export { FoundList } from "./views/found-list.tsx";
export { HandedInList } from "./views/handed-in.tsx";
export { LeftOutList } from "./views/left-out.tsx";
export { ReceiptScreen } from "./views/receipt.tsx";
export { HowTo, likelyProgram } from "./how-to/how-to.tsx";
