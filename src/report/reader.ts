/** One chunk: what starts the reading, which the first screen does without. */
import { workerReading } from "./reading.ts";
import { startReader } from "./start-reader.ts";

export const readFiles = workerReading(startReader);
