import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { submit, untilStatus } from "./support/client.ts";
import { Installation } from "./support/installation.ts";
import { readProjectFile } from "./support/project-files.ts";

interface Target {
  readonly refId: string;
  readonly expr: string;
  readonly datasource: { readonly type: string; readonly uid: string };
}

interface Panel {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly datasource: Target["datasource"];
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets: readonly Target[];
}

const dashboard = JSON.parse(readProjectFile("infra/grafana/platen.json"));
const panels: readonly Panel[] = dashboard.panels;
const expressions = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));

/** What no short test makes happen: a callback, and a job that the sweeper puts right. */
const withoutSamples = ["platen_callbacks_total", "platen_swept_jobs_total"];

describe("the dashboard of Grafana", () => {
  let installation: Installation;
  /** By the name of a sample: its labels. */
  const samples = new Map<string, Set<string>>();
  const types = new Map<string, string>();

  before(async () => {
    installation = await Installation.open();
    const { url } = await installation.start("standalone");
    const { id } = await submit(url, { name: "a.txt", content: Buffer.from("One line.") });
    await untilStatus(url, id, "succeeded");
    await fetch(`${url}/v1/jobs/no-such-job`);
    for (const line of (await (await fetch(`${url}/metrics`)).text()).split("\n")) {
      const [, family, type] = line.match(/^# TYPE (\S+) (\S+)$/) ?? [];
      if (family !== undefined && type !== undefined) types.set(family, type);
      const [, name, labels] = line.match(/^(\w+)(?:\{(.*)\})? \S+$/) ?? [];
      if (name === undefined) continue;
      const names = [...(labels ?? "").matchAll(/(\w+)="/g)].map(([, label]) => label ?? "");
      samples.set(name, new Set([...(samples.get(name) ?? []), ...names]));
    }
  });

  after(() => installation.close());

  it("asks only for metrics that /metrics gives, and for all of them", () => {
    const asked = expressions.flatMap((expr) => expr.match(/\b(platen|process)_\w+/g) ?? []);
    for (const name of asked) {
      if (withoutSamples.includes(name)) assert.equal(types.get(name), "counter", name);
      else assert.ok(samples.has(name), name);
    }
    const families = new Set(asked.map((name) => name.replace(/_(bucket|count)$/, "")));
    assert.deepEqual([...families].sort(), [...types.keys()].sort());
  });

  it("groups and filters by labels that these metrics have", () => {
    for (const expr of expressions) {
      const name = expr.match(/\b(platen|process)_\w+/)?.[0] ?? assert.fail(expr);
      if (withoutSamples.includes(name)) continue;
      const by = (expr.match(/ by \(([^)]*)\)/)?.[1] ?? "").split(", ").filter(Boolean);
      const filtered = [...(expr.match(/\{(.*?)\}/)?.[1] ?? "").matchAll(/(\w+)[=!]~?"/g)].map(
        ([, label]) => label ?? "",
      );
      // Prometheus itself adds the job.
      for (const label of [...by, ...filtered].filter((each) => each !== "job"))
        assert.ok(samples.get(name)?.has(label), `${label} in ${expr}`);
    }
  });

  it("takes rates of what counts up, and of nothing else", () => {
    for (const expr of expressions) {
      const name = expr.match(/\b(platen|process)_\w+/)?.[0] ?? "";
      const type = types.get(name) ?? types.get(name.replace(/_(bucket|count)$/, ""));
      assert.equal(expr.includes("rate("), type !== "gauge", expr);
    }
  });

  it("lets whoever imports it choose the data source, in every panel and query", () => {
    const [source, job] = dashboard.templating.list;
    assert.deepEqual([source.name, source.type, source.query], ["datasource", "datasource", "prometheus"]);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana puts the choice here.
    const chosen = { type: "prometheus", uid: "${datasource}" };
    assert.deepEqual(job.datasource, chosen);
    for (const { datasource, targets } of panels) {
      assert.deepEqual(datasource, chosen);
      for (const target of targets) assert.deepEqual(target.datasource, chosen);
    }
  });

  it("has what Grafana wants of a dashboard: one id a panel, one letter a query, no panel over another", () => {
    assert.ok(Number.isInteger(dashboard.schemaVersion) && dashboard.title && dashboard.uid);
    assert.equal(new Set(panels.map(({ id }) => id)).size, panels.length);
    const places = new Set(panels.map(({ gridPos: { x, y } }) => `${x},${y}`));
    assert.equal(places.size, panels.length);
    for (const { type, title, gridPos, targets } of panels) {
      assert.equal(type, "timeseries", title);
      assert.ok(gridPos.x + gridPos.w <= 24 && gridPos.x % gridPos.w === 0 && gridPos.y % gridPos.h === 0);
      assert.equal(new Set(targets.map(({ refId }) => refId)).size, targets.length, title);
    }
  });
});
