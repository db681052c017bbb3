import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { optionsOf, optionsSchema, sourceFormats, targetsOf } from "@platen/core";
import { deckForm } from "../testing/test-uploads.ts";
import { newTestWeb } from "../testing/test-web.ts";

describe("The routes that describe the service", () => {
  it("tell what goes to what, with limits and options", async (test) => {
    const { app } = await newTestWeb(test, { values: { maxUploadBytes: 123 }, policy: { keepMs: 456 } });
    const formats = (await app.inject({ url: "/v1/formats" })).json();
    assert.deepEqual([formats.maxUploadBytes, formats.keepMs], [123, 456]);
    assert.deepEqual(
      formats.accept,
      Object.keys(sourceFormats).map((extension) => `.${extension}`),
    );
    const { options, optionsByFamily } = formats.targets.pdf;
    assert.deepEqual(options.properties, JSON.parse(JSON.stringify(optionsOf("pdf"))));
    assert.deepEqual(optionsByFamily.text, Object.keys(optionsOf("pdf", "text")));
    const pptx = formats.sources.find(({ extension }: { extension: string }) => extension === "pptx");
    assert.deepEqual(
      [pptx.family, pptx.to, pptx.mediaType],
      ["presentation", targetsOf.presentation, sourceFormats.pptx.mediaType],
    );
  });

  it("describe every route with its answers as OpenAPI, and a form with its fields", async (test) => {
    const { app } = await newTestWeb(test);
    const { openapi, paths, components } = (await app.inject({ url: "/openapi.json" })).json();
    assert.equal(openapi, "3.1.0");
    const form = paths["/v1/jobs"].post.requestBody.content["multipart/form-data"].schema;
    assert.deepEqual(form.anyOf, [{ required: ["file"] }, { required: ["url"] }]);
    for (const name of ["file", "format", "password", "batch", ...Object.keys(optionsSchema.properties)])
      assert.ok(form.properties[name], name);
    const answers = paths["/v1/jobs/{id}"].get.responses;
    assert.equal(answers["200"].content["application/json"].schema.$ref, "#/components/schemas/Job");
    assert.equal(
      answers["4XX"].content["application/problem+json"].schema.$ref,
      "#/components/schemas/Problem",
    );
    assert.ok(components.schemas.Job.properties.status);
    assert.ok(components.schemas.Problem.properties.code);
    const results = paths["/v1/jobs/{id}/result"].get.responses["200"].content;
    for (const mediaType of ["application/pdf", "image/png", "application/zip"])
      assert.ok(results[mediaType]);
  });

  it("show the description as a page that loads nothing from outside", async (test) => {
    const { app } = await newTestWeb(test);
    const { statusCode, headers, body } = await app.inject({ url: "/docs" });
    assert.equal(statusCode, 200);
    const policy = String(headers["content-security-policy"]);
    assert.match(policy, /^default-src 'self';/);
    assert.doesNotMatch(policy.replace("style-src 'self' 'unsafe-inline'", ""), /https?:|unsafe/);
    assert.doesNotMatch(body, /(src|href)="(https?:)?\/\//);
    const script = /src="([^"]*swagger-ui-bundle\.js)"/.exec(body)?.[1] ?? "";
    assert.equal(
      (await app.inject({ url: new URL(script, "http://localhost/docs").pathname })).statusCode,
      200,
    );
  });

  it("answer a simple poller in four fields", async (test) => {
    const { app } = await newTestWeb(test);
    const { id } = (await app.inject({ url: "/v1/jobs", ...(await deckForm()) })).json();
    const waiting = await app.inject({ url: `/api/status/${id}` });
    assert.deepEqual(waiting.json(), { id, status: "queued", percent: 0, error: null });
    await app.inject({ method: "POST", url: `/v1/jobs/${id}/cancel` });
    const ended = (await app.inject({ url: `/api/status/${id}` })).json();
    assert.deepEqual([ended.status, ended.error.code], ["canceled", "canceled"]);
  });
});
