/**
 * The log-preservation plan as people use it: one plan for several mails, ready queries, and files to hand on.
 *
 *   planOf(mails)                          several mails' plans as one; windows that overlap are one item
 *   queriesOf(item, zone)                  ready queries for an item; sender-chosen text is quoted or left out
 *   loadPlanWords(language)                names of systems, reasons, warnings
 *   planAsText(plan, language, zone)       Promise<string>, for reading
 *   planAsCsv(plan, language, zone)        Promise<string>, RFC 4180, CRLF, formula cells neutralised
 *   planAsIcs(plan, language, stamp)       Promise<string>, RFC 5545, a task with an alarm for each deadline
 */
export { DEFAULT_RETENTION, LOG_SYSTEMS, type LogSystem, RETENTION_CHECKED_ON } from "./systems.ts";
export { type LogPlan, type MailOfPlan, type PlanItem, planOf } from "./merge.ts";
export { type PlanQuery, queriesOf } from "./queries.ts";
export { loadPlanWords, type PlanWords } from "../words/plan-words.ts";
export { planAsText } from "./as-text.ts";
export { planAsCsv } from "./as-csv.ts";
export { type IcsStamp, planAsIcs } from "./as-ics.ts";
