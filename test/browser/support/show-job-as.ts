import type { Page } from "playwright-core";

/** Reloads the page of a real sending with changed answers of the API, so that a short-lived state can be checked. */
export async function showJobAs(page: Page, changes: Record<string, unknown>): Promise<void> {
  await page.unrouteAll();
  await page.route("**/v1/*/*/events", (route) => route.abort());
  await page.route("**/v1/batches/*", async (route) => {
    const response = await route.fetch();
    const { data, ...others } = (await response.json()) as { data: object[] };
    await route.fulfill({ response, json: { ...others, data: data.map((job) => ({ ...job, ...changes })) } });
  });
  await page.route("**/v1/jobs/*", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), ...changes } });
  });
  await page.reload();
}
