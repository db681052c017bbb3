import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { newPageFile } from "../page/page-files.ts";
import { formOf, officeFile } from "../testing/test-uploads.ts";
import { newTestWeb } from "../testing/test-web.ts";

const html = '<script src="/assets/main-A.js"></script><code>/v1/convert?to=pdf</code>';
const page = {
  shells: new Map([["en", await newPageFile("index.html", html)]]),
  assets: new Map([["/assets/main-A.js", await newPageFile("main.js", "1")]]),
};
const proxied = { "x-forwarded-prefix": "/tools/platen/" };
const trusting = { TRUST_PROXY: "loopback" };

async function below(test: TestContext, settings: Record<string, string>) {
  return newTestWeb(test, { parts: { page }, settings });
}

describe("Below a path", () => {
  it("every link leads back through the proxy, whether it takes the path away or not", async (test) => {
    for (const [settings, headers, at] of [
      [{ BASE_PATH: "/tools/platen" }, {}, "/tools/platen"],
      [{ BASE_PATH: "/tools/platen/" }, {}, ""],
      [trusting, proxied, ""],
      [trusting, proxied, "/tools/platen"],
      [{ ...trusting, BASE_PATH: "/other" }, { "x-forwarded-prefix": "/tools, /platen" }, ""],
    ] as const) {
      const { app } = await below(test, settings);
      const { payload, ...form } = await formOf([["file", { filename: "a.docx", content: officeFile() }]]);
      const all = { ...form.headers, ...headers };
      const sent = await app.inject({ method: "POST", url: `${at}/v1/jobs`, payload, headers: all });
      assert.equal(sent.statusCode, 202, sent.body);
      const { id, links } = sent.json();
      const self = `/tools/platen/v1/jobs/${id}`;
      assert.deepEqual([sent.headers.location, links.self, links.events], [self, self, `${self}/events`]);
      const get = (url: string) => app.inject({ url: `${at}${url}`, headers });
      assert.equal((await get(`/v1/jobs/${id}`)).json().links.cancel, `${self}/cancel`);
      assert.equal((await get("/v1/jobs")).json().data[0].links.self, self);
      assert.equal((await get("/openapi.json")).json().servers[0].url, "/tools/platen");
      assert.equal((await get("/docs/json")).json().servers[0].url, "/tools/platen");
      assert.equal((await get("/docs")).headers.location, "/tools/platen/docs/");
      assert.match((await get("/docs/")).body, /src="\.\/static\/swagger-ui-bundle\.js"/);
      assert.equal((await get("/v1/none")).json().instance, "/tools/platen/v1/none");
      const shell = await get("/jobs/1");
      assert.match(shell.body, /src="\/tools\/platen\/assets\/main-A\.js"/);
      assert.match(shell.body, />\/tools\/platen\/v1\/convert/);
      assert.equal((await get("/assets/main-A.js")).body, "1");
      if (at !== "") assert.equal((await app.inject({ url: `${at}?x`, headers })).statusCode, 200);
      if (at !== "") assert.equal((await app.inject({ url: at, headers })).statusCode, 200);
    }
  });

  it("pages of lists, offers of uploads and calls have it too", async (test) => {
    const web = await below(test, { ...trusting, BASE_PATH: "/p" });
    const entry = ["file", { filename: "a.docx", content: officeFile() }] as const;
    for (const _ of [1, 2]) {
      const callback = ["callbackUrl", "https://example.com/"] as const;
      await web.app.inject({ url: "/v1/jobs", ...(await formOf([[...entry], [...callback]])) });
    }
    const list = await web.app.inject({ url: "/v1/jobs?limit=1" });
    assert.match(String(list.headers.link), /^<\/p\/v1\/jobs\?/);
    const offer = await web.app.inject({ method: "POST", url: "/v1/uploads" });
    assert.match(offer.json().url, /^\/p\/v1\/uploads\/form\?/);
    const { jobs } = await web.backend.jobs.list("public", {}, { limit: 1 });
    const target = jobs[0]?.callbacks?.[0]?.target;
    assert.deepEqual(target?.kind === "webhook" && target.basePath, "/p");
  });

  it("believes only trusted proxies, and nothing that is no path", async (test) => {
    const closed = await below(test, {});
    const shell = await closed.app.inject({ url: "/", headers: proxied });
    assert.equal(shell.body, html);
    const { app } = await below(test, { ...trusting, BASE_PATH: "/p" });
    for (const wrong of ['"><script>', "//evil.example", "/a/../b", "x", `/${"a".repeat(300)}`, "/ä"]) {
      const headers = { "x-forwarded-prefix": Buffer.from(wrong).toString("latin1") };
      assert.match((await app.inject({ url: "/", headers })).body, /src="\/p\/assets/, wrong);
    }
    assert.equal((await app.inject({ url: "/", headers: { "x-forwarded-prefix": "/" } })).body, html);
    assert.equal((await app.inject({ url: "/pets" })).statusCode, 404);
    await assert.rejects(below(test, { BASE_PATH: "platen" }), /BASE_PATH=platen is no path/);
  });
});
