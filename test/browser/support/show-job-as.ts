import type { Page } from "playwright-core";

/** Loads a real job's page anew with some of its answer changed, so that a state that passes can be looked at. */
export async function showJobAs(page: Page, changes: Record<string, unknown>): Promise<void> {
  await page.unrouteAll();
  await page.route("**/v1/jobs/*/events", (route) => route.abort());
  await page.route("**/v1/jobs/*", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), ...changes } });
  });
  await page.reload();
}
