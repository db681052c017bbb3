import { testWayOfADocument } from "./way-of-a-document.ts";

testWayOfADocument("web app and worker in one program", async (installation) => {
  const standalone = await installation.start("standalone");
  return standalone.url;
});
