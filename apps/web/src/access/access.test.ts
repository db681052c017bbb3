import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { deckForm } from "../testing/test-uploads.ts";
import { newTestWeb } from "../testing/test-web.ts";

const keyOfAnn = "ann-has-a-long-key";
const keyOfBob = "bob-has-a-long-key";
const API_KEYS = `ann:${keyOfAnn},bob:${keyOfBob}`;
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const basic = (key: string) => ({ authorization: `Basic ${Buffer.from(`me:${key}`).toString("base64")}` });

describe("API keys", () => {
  it("are needed for everything but the probes", async (test) => {
    const { app } = await newTestWeb(test, { settings: { API_KEYS } });
    let networks = 0;
    for (const url of [
      "/",
      "/v1/jobs",
      "/v1/formats",
      "/metrics",
      "/version",
      "/docs",
      "/openapi.json",
      "/assets/a.js",
      "/nothing",
    ]) {
      for (const headers of [{}, bearer("not-one-of-the-keys"), basic("not-one-of-the-keys")]) {
        // From a network of its own each time, because wrong keys slow down.
        const remoteAddress = `10.0.0.${++networks}`;
        const answer = await app.inject({ url, headers, remoteAddress });
        assert.deepEqual([answer.statusCode, answer.json().code], [401, "unauthorized"], url);
        assert.match(String(answer.headers["www-authenticate"]), /Bearer .*Basic /);
      }
    }
    for (const url of ["/livez", "/readyz"]) assert.equal((await app.inject({ url })).statusCode, 200);
  });

  it("slow down where wrong ones come from, on every route, but not for those that were right there", async (test) => {
    const { app } = await newTestWeb(test, { settings: { API_KEYS } });
    const ask = async (key: string, remoteAddress: string, url = "/v1/jobs") => {
      const { statusCode, headers } = await app.inject({ url, headers: bearer(key), remoteAddress });
      return statusCode === 429 ? `429 after ${headers["retry-after"]}` : statusCode;
    };
    assert.equal(await ask(keyOfAnn, "10.0.0.1"), 200);
    for (const url of ["/", "/v1/jobs", "/nothing", "/docs", "/metrics"])
      assert.equal(await ask("wrong-key-number-1", "10.0.0.1", url), 401);
    for (const url of ["/v1/jobs", "/nothing"])
      assert.equal(await ask("wrong-key-number-2", "10.0.0.1", url), "429 after 1");
    assert.equal(await ask(keyOfBob, "10.0.0.1"), "429 after 1"); // else a guess would be told from a right key
    assert.equal(await ask(keyOfAnn, "10.0.0.1"), 200);
    assert.equal(await ask(keyOfBob, "10.0.0.2"), 200);
    assert.equal((await app.inject({ url: "/v1/jobs", remoteAddress: "10.0.0.1" })).statusCode, 401);
  });

  it("are taken as bearer or as the password that a browser asks for", async (test) => {
    const { app } = await newTestWeb(test, { settings: { API_KEYS } });
    for (const headers of [bearer(keyOfAnn), basic(keyOfAnn)])
      assert.equal((await app.inject({ url: "/v1/jobs", headers })).statusCode, 200);
  });

  it("divide the jobs: those of others do not exist", async (test) => {
    const { app } = await newTestWeb(test, { settings: { API_KEYS } });
    const form = await deckForm({}, bearer(keyOfAnn));
    const { id } = (await app.inject({ url: "/v1/jobs", ...form })).json();
    const ask = async (key: string, method: "GET" | "POST" | "DELETE", path: string) =>
      (await app.inject({ method, url: `/v1/jobs/${id}${path}`, headers: bearer(key) })).statusCode;
    for (const path of ["", "/result", "/events", "/thumbnail"])
      assert.equal(await ask(keyOfBob, "GET", path), 404);
    for (const path of ["/cancel", "/retry"]) assert.equal(await ask(keyOfBob, "POST", path), 404);
    assert.equal(await ask(keyOfBob, "DELETE", ""), 404);
    assert.equal((await app.inject({ url: "/v1/jobs", headers: bearer(keyOfBob) })).json().data.length, 0);
    assert.equal(await ask(keyOfAnn, "GET", ""), 200);
  });

  it("divide the Idempotency-Keys too", async (test) => {
    const { app } = await newTestWeb(test, { settings: { API_KEYS } });
    const idFor = async (key: string) => {
      const form = await deckForm({}, { ...bearer(key), "idempotency-key": "same" });
      return (await app.inject({ url: "/v1/jobs", ...form })).json().id;
    };
    assert.notEqual(await idFor(keyOfAnn), await idFor(keyOfBob));
  });
});

describe("A browser on this machine", () => {
  it("is not used by a name that was pointed at us", async (test) => {
    const { app } = await newTestWeb(test);
    const get = (host: string, url = "/v1/jobs") => app.inject({ url, headers: { host } });
    for (const host of ["localhost", "LOCALHOST:3000", "127.0.0.1:3000", "[::1]:3000"])
      assert.equal((await get(host)).statusCode, 200, host);
    for (const host of [
      "evil.example",
      "localhost.evil.example:3000",
      "127.0.0.1.evil.example",
      "192.168.1.5",
    ]) {
      const answer = await get(host);
      assert.deepEqual([answer.statusCode, answer.json().code], [403, "host_not_allowed"], host);
    }
    assert.equal((await get("10.0.0.7", "/livez")).statusCode, 200);
    const named = await newTestWeb(test, { settings: { HOSTNAMES: "platen.lan" } });
    assert.equal(
      (await named.app.inject({ url: "/v1/jobs", headers: { host: "platen.lan:80" } })).statusCode,
      200,
    );
  });

  it("is not used by a page of another site", async (test) => {
    const { app, backend } = await newTestWeb(test);
    const post = async (headers: Record<string, string>) => {
      const form = await deckForm({}, { host: "localhost:3000", ...headers });
      const answer = await app.inject({ url: "/v1/jobs", ...form });
      return [answer.statusCode, answer.json().code];
    };
    const refused = [403, "cross_site_request"];
    for (const site of ["cross-site", "same-site"])
      assert.deepEqual(await post({ "sec-fetch-site": site }), refused);
    for (const origin of ["https://evil.example", "http://localhost:8080", "null"])
      assert.deepEqual(await post({ origin }), refused);
    assert.equal((await backend.jobs.list("public", {}, { limit: 1 })).jobs.length, 0);
    const own = [
      {},
      { origin: "http://localhost:3000" },
      { "sec-fetch-site": "same-origin", origin: "http://localhost:3000" },
      { "sec-fetch-site": "none" },
    ];
    for (const headers of own) assert.equal((await post(headers as Record<string, string>))[0], 202);
  });
});

describe("The rate limit", () => {
  it("turns away who asks too often, with a time to come back", async (test) => {
    const { app } = await newTestWeb(test, { settings: { API_KEYS, RATE_LIMIT_PER_MINUTE: "3" } });
    const ask = (headers: Record<string, string>, url = "/v1/formats") => app.inject({ url, headers });
    for (let turn = 0; turn < 3; turn += 1) assert.equal((await ask(bearer(keyOfAnn))).statusCode, 200);
    const answer = await ask(bearer(keyOfAnn));
    assert.deepEqual(
      [answer.statusCode, answer.json().code, answer.json().retryable],
      [429, "too_many_requests", true],
    );
    assert.ok(Number(answer.headers["retry-after"]) > 0);
    assert.equal((await ask(bearer(keyOfBob))).statusCode, 200);
    assert.equal((await ask({}, "/livez")).statusCode, 200);
  });

  it("holds for addresses that are none, for what is no address and for the page, and tells what is left", async (test) => {
    for (const url of ["/nothing", "/v1/jobs/%E0%A4%A", "/", "/docs", "/openapi.json", "/assets/none.js"]) {
      const { app } = await newTestWeb(test, { settings: { RATE_LIMIT_PER_MINUTE: "2" } });
      const answers = [];
      for (let turn = 0; turn < 3; turn += 1) answers.push(await app.inject({ url }));
      const [first, second, third] = answers;
      assert.equal(first?.headers["ratelimit-policy"], '"requests";q=2;w=60', url);
      assert.match(String(first?.headers.ratelimit), /^"requests";r=1;t=60$/);
      assert.match(String(second?.headers.ratelimit), /^"requests";r=0;t=(60|59)$/);
      assert.deepEqual([third?.statusCode, third?.json().code], [429, "too_many_requests"], url);
      assert.match(String(third?.headers["retry-after"]), /^(60|59)$/);
      assert.equal((await app.inject({ url: "/livez" })).headers.ratelimit, undefined);
    }
  });

  it("counts a network of IPv6 as one client", async (test) => {
    const { app } = await newTestWeb(test, { settings: { RATE_LIMIT_PER_MINUTE: "1" } });
    const ask = async (remoteAddress: string) =>
      (await app.inject({ url: "/v1/formats", remoteAddress })).statusCode;
    assert.deepEqual(
      [await ask("2001:db8::1"), await ask("2001:db8::2"), await ask("2001:db8:0:1::1")],
      [200, 429, 200],
    );
  });

  it("counts guesses at a key by where they come from", async (test) => {
    const { app } = await newTestWeb(test, { settings: { API_KEYS, RATE_LIMIT_PER_MINUTE: "3" } });
    const statuses: number[] = [];
    for (let guess = 0; guess < 5; guess += 1)
      statuses.push(
        (await app.inject({ url: "/v1/jobs", headers: bearer(`guess-number-${guess}-of-many`) })).statusCode,
      );
    assert.deepEqual(statuses, [401, 401, 401, 429, 429]);
  });
});

describe("Every answer", () => {
  it("forbids whatever a page of ours does not need, and carries the request's id", async (test) => {
    const { app } = await newTestWeb(test);
    for (const url of ["/", "/v1/jobs", "/nothing"]) {
      const { headers } = await app.inject({ url });
      assert.match(String(headers["content-security-policy"]), /^default-src 'self';/);
      assert.doesNotMatch(String(headers["content-security-policy"]), /unsafe|https:/);
      assert.equal(headers["x-content-type-options"], "nosniff");
      assert.equal(headers["x-frame-options"], "DENY");
      assert.equal(headers["strict-transport-security"], undefined);
      assert.match(String(headers["x-request-id"]), /^[0-9a-f-]{36}$/);
    }
  });
});
