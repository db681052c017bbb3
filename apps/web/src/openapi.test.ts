import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { newTestWeb } from "./testing/test-web.ts";

interface Described {
  readonly openapi: string;
  readonly servers: readonly { readonly url: string }[];
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}
interface Operation {
  readonly operationId?: string;
  readonly responses: Readonly<Record<string, { readonly headers?: object; readonly content?: object }>>;
}

describe("/openapi.json", () => {
  it("names every operation once, and what comes out", async (test) => {
    const { app } = await newTestWeb(test);
    const { openapi, servers, paths, components } = (await app.inject("/openapi.json")).json<Described>();
    assert.deepEqual([openapi, servers.map(({ url }) => url)], ["3.1.0", ["/"]]);
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
    const names = operations.map(({ operationId }) => operationId);
    assert.ok(!names.includes(undefined), JSON.stringify(paths, undefined, 1).slice(0, 200));
    assert.equal(new Set(names).size, names.length);
    assert.deepEqual(Object.keys(components.schemas).slice(-2), ["Job", "Problem"]);
    const job = paths["/v1/jobs/{id}"]?.get?.responses["200"];
    assert.deepEqual(job?.content, { "application/json": { schema: { $ref: "#/components/schemas/Job" } } });
    assert.deepEqual(Object.keys(job?.headers ?? {}), ["ETag", "Retry-After"]);
  });

  it("has every answer of a result, and points at schemas that are there", async (test) => {
    const { app } = await newTestWeb(test);
    const { body } = await app.inject("/openapi.json");
    const { paths, components } = JSON.parse(body) as Described;
    const { responses = {} } = paths["/v1/jobs/{id}/result"]?.get ?? {};
    for (const status of ["200", "206", "303", "304", "416"]) assert.ok(status in responses, status);
    assert.ok("204" in (paths["/v1/jobs/{id}/events"]?.get?.responses ?? {}));
    for (const [, name = ""] of body.matchAll(/"#\/components\/schemas\/([^"]+)"/g))
      assert.ok(name in components.schemas, name);
  });
});
