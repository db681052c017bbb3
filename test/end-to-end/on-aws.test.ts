import { after } from "node:test";
import { awsPlace, environmentOf, type NewInstallation, newInstallation } from "@platen/aws/test-support";
import { testDocumentFlow } from "./document-flow.ts";

let made: NewInstallation | undefined;
after(() => made?.drop()); // before the emulator itself ends, which comes after it in this file
const place = awsPlace();

testDocumentFlow("a web app and two workers as separate programs, on AWS", async (installation) => {
  made = await newInstallation(place.access());
  const environment = environmentOf(made.settings);
  const [web] = await Promise.all([
    installation.start("web", environment),
    installation.start("worker", { ...environment, WORKER_SLOTS: "1" }),
    installation.start("worker", { ...environment, WORKER_SLOTS: "1" }),
  ]);
  return web.url;
});
