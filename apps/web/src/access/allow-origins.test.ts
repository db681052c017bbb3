import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { deckForm } from "../testing/test-uploads.ts";
import { newTestWeb } from "../testing/test-web.ts";

const ours = "https://desk.example.com";
const theirs = "https://other.example.com";
const preflight = (origin: string) => ({
  method: "OPTIONS" as const,
  url: "/v1/jobs",
  headers: {
    origin,
    "access-control-request-method": "POST",
    "access-control-request-headers": "authorization",
  },
});
const fromSite = (origin: string, more: Record<string, string> = {}) => ({
  ...{ origin, "sec-fetch-site": "cross-site", host: "localhost" },
  ...more,
});

describe("CORS_ORIGINS", () => {
  it("lets pages of these origins use the API, and asks for a key as of everyone", async (test) => {
    const key = "a-key-of-16-characters";
    const settings = { CORS_ORIGINS: ours, API_KEYS: `ada:${key}` };
    const { app } = await newTestWeb(test, { settings });
    const allowed = await app.inject(preflight(ours));
    assert.deepEqual([allowed.statusCode, allowed.headers["access-control-allow-origin"]], [204, ours]);
    assert.match(String(allowed.headers["access-control-allow-headers"]), /authorization/i);
    const form = await deckForm({}, fromSite(ours));
    assert.equal((await app.inject({ url: "/v1/jobs", ...form })).statusCode, 401);
    const known = await deckForm({}, fromSite(ours, { authorization: `Bearer ${key}` }));
    const accepted = await app.inject({ url: "/v1/jobs", ...known });
    assert.equal(accepted.statusCode, 202);
    assert.match(String(accepted.headers["access-control-expose-headers"]), /Location/);
    assert.match(String(accepted.headers.vary), /origin/i);
  });

  it("leaves pages of other origins outside", async (test) => {
    const { app } = await newTestWeb(test, { settings: { CORS_ORIGINS: ours } });
    const refused = await app.inject(preflight(theirs));
    assert.equal(refused.headers["access-control-allow-origin"], undefined);
    const form = await deckForm({}, fromSite(theirs));
    assert.equal((await app.inject({ url: "/v1/jobs", ...form })).json().code, "cross_site_request");
  });

  it("is off by default", async (test) => {
    const { app } = await newTestWeb(test);
    const { headers } = await app.inject({ url: "/v1/formats", headers: { origin: ours } });
    assert.equal(headers["access-control-allow-origin"], undefined);
  });

  it("gives every origin no credentials, and takes no password that a browser adds by itself", async (test) => {
    const key = "a-key-of-16-characters";
    const settings = { CORS_ORIGINS: "*", API_KEYS: `ada:${key}` };
    const { app } = await newTestWeb(test, { settings });
    const { headers } = await app.inject(preflight(theirs));
    assert.equal(headers["access-control-allow-origin"], "*");
    assert.equal(headers["access-control-allow-credentials"], undefined);
    const basic = `Basic ${Buffer.from(`ada:${key}`).toString("base64")}`;
    const answerTo = async (authorization: string) =>
      (await app.inject({ url: "/v1/jobs", ...(await deckForm({}, fromSite(theirs, { authorization }))) }))
        .statusCode;
    assert.deepEqual([await answerTo(basic), await answerTo(`Bearer ${key}`)], [403, 202]);
  });

  it("must be origins", async (test) => {
    for (const CORS_ORIGINS of ["example.com", "https://a.example/path", "*,https://a.example", "null"])
      await assert.rejects(newTestWeb(test, { settings: { CORS_ORIGINS } }), { code: "invalid_settings" });
  });
});
