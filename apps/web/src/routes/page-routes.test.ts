import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { newPageFile } from "../page/page-files.ts";
import { newTestWeb } from "../testing/test-web.ts";

const script = "console.log('hello');".repeat(50);
const page = {
  shells: new Map([
    ["en", await newPageFile("index.html", '<html lang="en">')],
    ["es", await newPageFile("index.html", '<html lang="es">')],
  ]),
  assets: new Map([
    ["/assets/main-ABC.js", await newPageFile("main.js", script)],
    ["/assets/type.woff2", await newPageFile("type.woff2", Buffer.from([1, 2, 3]))],
  ]),
};

describe("The page", () => {
  it("is at / and at the address of every sending and job, in the reader's language", async (test) => {
    const { app } = await newTestWeb(test, { parts: { page } });
    for (const url of ["/", "/sendings/my-label", "/jobs/01a2047e-8fcb-7600-af74-8f7c63a3bd9b"]) {
      const spanish = await app.inject({ url, headers: { "accept-language": "es-MX,en;q=0.8" } });
      assert.equal(spanish.body, '<html lang="es">');
      assert.match(String(spanish.headers.vary), /accept-language/);
      assert.equal(spanish.headers["content-type"], "text/html; charset=utf-8");
      assert.equal(
        spanish.headers["content-security-policy"]?.toString().split(";")[0],
        "default-src 'self'",
      );
      const other = await app.inject({ url, headers: { "accept-language": "fr" } });
      assert.equal(other.body, '<html lang="en">');
    }
  });

  it("is asked for again each time, but sent only when it has changed", async (test) => {
    const { app } = await newTestWeb(test, { parts: { page } });
    const first = await app.inject({ url: "/" });
    assert.equal(first.headers["cache-control"], "no-cache");
    const second = await app.inject({ url: "/", headers: { "if-none-match": String(first.headers.etag) } });
    assert.deepEqual([second.statusCode, second.body], [304, ""]);
  });

  it("sends its files compressed as the browser likes, to be kept for ever", async (test) => {
    const { app } = await newTestWeb(test, { parts: { page } });
    const get = (accepted: string) =>
      app.inject({ url: "/assets/main-ABC.js", headers: { "accept-encoding": accepted } });
    const br = await get("gzip, br");
    assert.equal(br.headers["content-encoding"], "br");
    assert.equal(brotliDecompressSync(br.rawPayload).toString(), script);
    assert.match(String(br.headers["cache-control"]), /immutable/);
    const gzip = await get("gzip, br;q=0");
    assert.equal(gzip.headers["content-encoding"], "gzip");
    assert.equal(gunzipSync(gzip.rawPayload).toString(), script);
    assert.equal((await get("identity")).body, script);
    const font = await app.inject({ url: "/assets/type.woff2", headers: { "accept-encoding": "br" } });
    assert.deepEqual(
      [font.headers["content-type"], font.headers["content-encoding"]],
      ["font/woff2", undefined],
    );
  });

  it("tells people, and nobody else, that there is nothing at an address", async (test) => {
    const { app } = await newTestWeb(test, { parts: { page } });
    const person = { accept: "text/html,*/*;q=0.8", "accept-language": "es" };
    const shown = await app.inject({ url: "/nonsense", headers: person });
    assert.deepEqual([shown.statusCode, shown.body], [404, '<html lang="es">']);
    for (const url of ["/v1/nonsense", "/assets/none.js"])
      assert.equal((await app.inject({ url, headers: person })).json().code, "route_not_found", url);
    for (const [url, location] of [
      ["/sendings/%E9?x=1", "/sendings/%25E9"],
      ["//example.org/%E9", "/example.org/%25E9"],
    ] as const) {
      const led = await app.inject({ url, headers: person });
      assert.deepEqual([led.statusCode, led.headers.location], [302, location]);
    }
    assert.equal((await app.inject({ url: "/v1/batches/%E9", headers: person })).statusCode, 400);
    const program = await app.inject({ url: "/nonsense", headers: { accept: "*/*" } });
    assert.equal(program.json().code, "route_not_found");
  });

  it("has nothing else under its addresses", async (test) => {
    const { app } = await newTestWeb(test, { parts: { page } });
    for (const url of ["/assets/main.js", "/assets/", "/assets/../package.json", "/jobs", "/jobs/a/b"])
      assert.deepEqual(
        [(await app.inject({ url })).statusCode, (await app.inject({ url })).json().code],
        [404, "route_not_found"],
        url,
      );
  });
});
