/** All types of an analysis, by part. */
export type { CorrelationKey, EpochMilliseconds, Statements } from "../evidence/types.ts";
export type * from "./types/basis.ts";
export type * from "./types/trace.ts";
export type * from "./types/authentication.ts";
export type * from "./types/network.ts";
export type * from "./types/clocks.ts";
export type * from "./types/sender.ts";
export type * from "./types/content.ts";
export type * from "./types/conclusions.ts";
export type * from "./types/analysis.ts";
