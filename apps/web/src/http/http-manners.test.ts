import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { deckForm } from "../testing/test-uploads.ts";
import { newTestWeb } from "../testing/test-web.ts";

describe("An address", () => {
  it("says which methods it takes, instead of pretending not to be there", async (test) => {
    const { app } = await newTestWeb(test);
    for (const [method, url, allowed] of [
      ["PUT", "/v1/jobs", "GET, HEAD, POST"],
      ["GET", "/v1/convert", "POST"],
      ["POST", "/v1/formats", "GET, HEAD"],
      ["DELETE", "/v1/jobs/x/cancel", "POST"],
      ["POST", "/", "GET, HEAD"],
    ] as const) {
      const { statusCode, headers, body } = await app.inject({ method, url });
      assert.deepEqual([statusCode, headers.allow], [405, allowed], url);
      assert.equal(JSON.parse(body).code, "method_not_allowed");
    }
    assert.equal((await app.inject({ method: "PUT", url: "/v1/nothing" })).statusCode, 404);
    assert.equal((await app.inject({ method: "PUT", url: "/v1/jobs//cancel" })).statusCode, 404);
  });

  it("takes HEAD wherever it takes GET", async (test) => {
    const { app } = await newTestWeb(test);
    const { id } = (await app.inject({ url: "/v1/jobs", ...(await deckForm()) })).json();
    for (const url of [
      "/v1/jobs",
      `/v1/jobs/${id}`,
      `/v1/jobs/${id}/events`,
      "/livez",
      "/",
      "/openapi.json",
    ]) {
      const { statusCode, body } = await app.inject({ method: "HEAD", url });
      assert.deepEqual([statusCode, body], [200, ""], url);
    }
  });

  it("takes a POST without a body, whatever it says that the body is", async (test) => {
    const { app } = await newTestWeb(test);
    const { id } = (await app.inject({ url: "/v1/jobs", ...(await deckForm()) })).json();
    const headers = { "content-type": "application/json" };
    const canceled = await app.inject({ method: "POST", url: `/v1/jobs/${id}/cancel`, headers });
    assert.equal(canceled.statusCode, 202);
    const offered = await app.inject({ method: "POST", url: "/v1/uploads", headers, payload: "" });
    assert.equal(offered.statusCode, 201);
    const wrong = await app.inject({ method: "POST", url: "/v1/jobs", headers, payload: "{" });
    assert.equal(wrong.statusCode, 400);
  });

  it("refuses a parameter that nobody reads, as it does a field", async (test) => {
    const { app } = await newTestWeb(test);
    const refused = await app.inject("/v1/jobs?limit=2&page=3");
    assert.deepEqual(
      [refused.statusCode, refused.json().errors],
      [422, [{ pointer: "#/page", detail: "There is no query parameter page." }]],
    );
    assert.equal((await app.inject("/v1/formats?verbose=1")).statusCode, 422);
    assert.equal((await app.inject("/?utm_source=mail")).statusCode, 200);
  });
});
