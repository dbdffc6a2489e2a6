/** One chunk: what the page shows once there is something to show, and what somebody may ask for. */
export { HowTo, likelyProgram } from "./how-to/how-to.tsx";
export { ReceiptScreen } from "./views/receipt.tsx";
export { ShelfShown, Told } from "./views/shelf-shown.tsx";
