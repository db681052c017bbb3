import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { deckForm } from "../testing/test-uploads.ts";
import { newTestWeb } from "../testing/test-web.ts";

const secret = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;

describe("callbacks", () => {
  it("are taken with a job, which shows of their address only the host", async (test) => {
    const { app, backend } = await newTestWeb(test);
    const url = "https://me:word@hooks.example:8443/path?token=hidden";
    const form = await deckForm({ fields: { callbackUrl: url, callbackSecret: secret } });
    const answer = await app.inject({ url: "/v1/jobs", ...form });
    assert.equal(answer.statusCode, 202, answer.body);
    const { id, callbacks } = answer.json();
    const none = { id: null, kind: "webhook", attempts: 0, nextAt: null, problem: null };
    assert.deepEqual(callbacks, [{ ...none, host: "hooks.example:8443", state: "waiting" }]);
    assert.doesNotMatch(answer.body, /hidden|word|whsec/);
    const target = (await backend.jobs.find(id))?.callbacks?.[0]?.target;
    assert.deepEqual(target, { kind: "webhook", url, secret });
    const other = (await app.inject({ url: "/v1/jobs", ...(await deckForm()) })).json();
    assert.equal("callbacks" in other, false);
  });

  it("put the result where it is wanted, and show of that only the host", async (test) => {
    const { app, backend } = await newTestWeb(test);
    const deliverTo = "https://bucket.example/deck.pdf?X-Signature=hidden";
    const form = await deckForm({ fields: { deliverTo, callbackUrl: "https://hooks.example/" } });
    const answer = await app.inject({ url: "/v1/jobs", ...form });
    assert.equal(answer.statusCode, 202, answer.body);
    const { id, callbacks } = answer.json();
    assert.deepEqual(
      callbacks.map(({ kind, host }: { kind: string; host: string }) => [kind, host]),
      [
        ["result", "bucket.example"],
        ["webhook", "hooks.example"],
      ],
    );
    assert.doesNotMatch(answer.body, /hidden/);
    const target = (await backend.jobs.find(id))?.callbacks?.[0]?.target;
    assert.equal(target?.kind === "result" && target.method === "PUT" && target.url, deliverTo);
    const wrong = await deckForm({ fields: { deliverTo: "http://169.254.169.254/latest" } });
    assert.equal((await app.inject({ url: "/v1/jobs", ...wrong })).json().code, "address_not_allowed");
  });

  it("are refused before anything is kept where the server may not go", async (test) => {
    const { app, backend } = await newTestWeb(test);
    for (const [callbackUrl, status, code] of [
      ["http://127.0.0.1:8080/", 403, "address_not_allowed"],
      ["http://[::1]/", 403, "address_not_allowed"],
      ["https://hooks.example:22/", 403, "address_not_allowed"],
      ["ftp://hooks.example/", 422, "invalid_value"],
      ["hooks.example", 422, "invalid_value"],
    ] as const) {
      const answer = await app.inject({ url: "/v1/jobs", ...(await deckForm({ fields: { callbackUrl } })) });
      assert.deepEqual([answer.statusCode, answer.json().code], [status, code], callbackUrl);
      if (status === 422) assert.equal(answer.json().errors[0].pointer, "#/callbackUrl");
    }
    for await (const file of backend.files.list("sources", Infinity)) assert.fail(file.key);
  });

  it("have a secret for each owner, which stays the same and is kept nowhere", async (test) => {
    const { app } = await newTestWeb(test, {
      settings: { API_KEYS: "ann:0123456789abcdef,bob:fedcba9876543210" },
    });
    const secretOf = async (key: string) => {
      const headers = { authorization: `Bearer ${key}` };
      const answer = await app.inject({ url: "/v1/callback-secret", headers });
      assert.equal(answer.headers["cache-control"], "no-store");
      return answer.json().secret;
    };
    assert.match(await secretOf("0123456789abcdef"), /^whsec_/);
    assert.equal(await secretOf("0123456789abcdef"), await secretOf("0123456789abcdef"));
    assert.notEqual(await secretOf("0123456789abcdef"), await secretOf("fedcba9876543210"));
    assert.equal((await app.inject({ url: "/v1/callback-secret" })).statusCode, 401);
  });
});
