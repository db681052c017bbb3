import { describe } from "node:test";
import { testAccessibility } from "./accessibility.ts";
import { testControl } from "./control.ts";
import { testJourney } from "./journey.ts";
import { testSendings } from "./sendings.ts";
import { useSite } from "./support/site.ts";
import { testUploads } from "./uploads.ts";

describe("the page in a real browser, with real LibreOffice", { timeout: 240_000 }, () => {
  const site = useSite({ WORKER_SLOTS: "1" }); // so that one document waits while another is converted
  testJourney(site);
  testSendings(site);
  testControl(site);
  testUploads(site);
  testAccessibility(site);
});
