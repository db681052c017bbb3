import { testDocumentFlow } from "./document-flow.ts";

testDocumentFlow("web app and worker in one program", async (installation) => {
  const standalone = await installation.start("standalone");
  return standalone.url;
});
