import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { policySettings } from "@platen/backend";
import { failures, optionsSchema, targetsOf } from "@platen/core";
import { outboundSettings } from "@platen/outbound";
import { settingsIn } from "@platen/program";
import { problems } from "./problems/catalogue.ts";
import { webSettings } from "./settings.ts";
import { requestOptionsSchema } from "./submit/request-options.ts";
import { newTestWeb } from "./testing/test-web.ts";

const text = await readFile(new URL("../../../docs/api.md", import.meta.url), "utf8");

describe("docs/api.md", () => {
  it("says what can become what", async () => {
    for (const [family, targets] of Object.entries(targetsOf))
      assert.ok(text.includes(`\n| ${family} | ${targets.join(", ")} |\n`), family);
  });

  it("names every route, and none that does not exist", async (test) => {
    const { app } = await newTestWeb(test);
    const { paths } = (await app.inject({ url: "/openapi.json" })).json();
    const automatic = (method: string, path: string) =>
      method === "head" && !path.includes("/result/") && !/\/(result|archive)$/.test(path);
    const real = Object.entries<object>(paths).flatMap(([path, methods]) =>
      Object.keys(methods).flatMap((method) =>
        automatic(method, path) ? [] : [`${method.toUpperCase()} ${path}`],
      ),
    );
    const told = [...text.matchAll(/^\| `([A-Z]+ \/[^`]*)` \|/gm)].map(([, route]) => route ?? "");
    assert.deepEqual(told.toSorted(), real.toSorted());
  });

  it("leaves to words what the events of a stream hold", async (test) => {
    const { app } = await newTestWeb(test);
    const { paths } = (await app.inject({ url: "/openapi.json" })).json();
    const { content } = paths["/v1/jobs/{id}/events"].get.responses["200"];
    assert.deepEqual(content, { "text/event-stream": { schema: {} } });
  });

  it("has every problem with its status", () => {
    const told = [...text.matchAll(/^\| `(\w+)` \| (\d{3}) \|/gm)].map(([, code, status]) => [
      code,
      Number(status),
    ]);
    const real = Object.entries(problems).map(([code, { status }]) => [code, status]);
    assert.deepEqual(told, real);
  });

  it("says which of them are ends of a job", () => {
    const sentence = text.slice(text.indexOf("The codes from"));
    const codes = Object.keys(problems);
    const fromTo = codes.slice(codes.indexOf("unsupported_target"), codes.indexOf("output_invalid") + 1);
    const told = new Set([...fromTo, ...[...sentence.matchAll(/`(\w+)`/g)].map(([, code]) => code)]);
    told.delete("error");
    assert.deepEqual([...told].toSorted(), Object.keys(failures).toSorted());
  });

  it("names every field of the form", () => {
    for (const name of Object.keys({ ...requestOptionsSchema.properties, ...optionsSchema.properties }))
      assert.match(text, new RegExp(`\`${name}\``), name);
  });

  it("gives commands whose addresses exist", async (test) => {
    const { app } = await newTestWeb(test);
    const addresses = [...text.matchAll(/^curl .*?"?http:\/\/localhost:3000(\/[^\s"]*)/gm)].map(
      ([, url]) => url ?? "",
    );
    assert.ok(addresses.length >= 6);
    for (const address of addresses) {
      const path = address.replace("$ID", ":id").replace("$BATCH", ":batch").replace(/\?.*/, "");
      const isThere = (["GET", "POST"] as const).some((method) => app.hasRoute({ method, url: path }));
      assert.ok(isThere, path);
    }
  });

  it("names no setting that does not exist", () => {
    const settings = settingsIn({ webSettings, policySettings, outboundSettings });
    const known = settings.map(({ variable }) => variable);
    for (const [, name] of text.matchAll(/`([A-Z]+(?:_[A-Z]+)+)/g))
      assert.ok(known.includes(name ?? ""), name);
  });
});
