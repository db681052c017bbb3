import { testWayOfADocument } from "./way-of-a-document.ts";

testWayOfADocument("a web app and two workers apart", async (installation) => {
  const [web] = await Promise.all([
    installation.start("web"),
    installation.start("worker", { WORKER_SLOTS: "1" }),
    installation.start("worker", { WORKER_SLOTS: "1" }),
  ]);
  return web.url;
});
