import { after } from "node:test";
import { awsPlace, environmentOf, type NewInstallation, newInstallation } from "@platen/aws/test-support";
import { testWayOfADocument } from "./way-of-a-document.ts";

let made: NewInstallation | undefined;
after(() => made?.drop()); // before the emulator itself ends, which comes after it in this file
const place = awsPlace();

testWayOfADocument("a web app and two workers apart, on AWS", async (installation) => {
  made = await newInstallation(place.access());
  const environment = environmentOf(made.settings);
  const [web] = await Promise.all([
    installation.start("web", environment),
    installation.start("worker", { ...environment, WORKER_SLOTS: "1" }),
    installation.start("worker", { ...environment, WORKER_SLOTS: "1" }),
  ]);
  return web.url;
});
