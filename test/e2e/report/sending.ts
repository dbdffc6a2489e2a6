/** The list of mails that the page found, and the way of a report from there to the intake. */
import type { Page } from "playwright-core";
import type { OpenedPackage } from "../../../src/core/seal/open.ts";
import { report, type ReportWorld } from "./world.ts";

/** As many as one page of the list shows. */
const PAGE = 25;

export const rows = (page: Page) => page.locator(".report-rows > li");

export async function expectRows(page: Page, count: number): Promise<void> {
  await page
    .getByRole("heading", { name: count === 1 ? "1 mail was found" : `${count} mails were found` })
    .waitFor();
  expect(await rows(page).count()).toBe(count);
}

/** @returns What arrived of exactly one report of so many mails. */
export async function sendFound(
  { arrivals }: Pick<ReportWorld, "arrivals">,
  page: Page,
  count: number,
): Promise<OpenedPackage> {
  await rows(page)
    .nth(Math.min(count, PAGE) - 1)
    .waitFor();
  const references = await report(page, count === 1 ? "Report threat" : `Report ${count} mails`);
  const [arrived, ...more] = await arrivals.opened();
  expect(more).toEqual([]);
  expect(arrived?.reference).toBe(references[0]);
  return arrived as OpenedPackage;
}
