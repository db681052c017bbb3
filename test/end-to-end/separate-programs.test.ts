import { testDocumentFlow } from "./document-flow.ts";

testDocumentFlow("a web app and two workers as separate programs", async (installation) => {
  const [web] = await Promise.all([
    installation.start("web"),
    installation.start("worker", { WORKER_SLOTS: "1" }),
    installation.start("worker", { WORKER_SLOTS: "1" }),
  ]);
  return web.url;
});
