import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { AppError, isAppError } from "@platen/core";
import { Gauge, Registry } from "prom-client";
import { type Monitor, serveMonitor } from "./serve-monitor.ts";

describe("the monitor of a worker", () => {
  let monitor: Monitor;
  let isAway: boolean;

  beforeEach(async () => {
    isAway = false;
    const registry = new Registry();
    new Gauge({ name: "platen_example", help: "An example", registers: [registry] }).set(7);
    const checks = {
      jobs: async () => undefined,
      engine: async () => {
        if (isAway) throw new AppError("unavailable", "engine_unavailable", "It is away. Start it.");
      },
    };
    monitor = await serveMonitor({ registry, checks, port: 0 });
  });
  afterEach(() => monitor.close());

  const get = (path: string) => fetch(`http://127.0.0.1:${monitor.port}${path}`);

  it("shows the numbers", async () => {
    assert.match(await (await get("/metrics")).text(), /^platen_example 7$/m);
  });

  it("is ready while everything it needs works, and says what does not", async () => {
    const ready = await get("/readyz");
    assert.deepEqual([ready.status, await ready.json()], [200, { jobs: "ok", engine: "ok" }]);
    isAway = true;
    const unready = await get("/readyz");
    assert.deepEqual(
      [unready.status, await unready.json()],
      [503, { jobs: "ok", engine: "engine_unavailable" }],
    );
  });

  it("has nothing else", async () => {
    assert.equal((await get("/v1/jobs")).status, 404);
  });

  it("says which setting is to blame for a port that is taken", async () => {
    const second = serveMonitor({ registry: new Registry(), checks: {}, port: monitor.port });
    await assert.rejects(second, (error) => {
      assert.ok(isAppError(error, "port_unusable"));
      assert.match(error.message, /WORKER_METRICS_PORT cannot be used \(EADDRINUSE\)/);
      return true;
    });
  });

  it("closes more than once, with a client still connected", async () => {
    const kept = await fetch(`http://127.0.0.1:${monitor.port}/metrics`, { keepalive: true });
    await kept.text();
    await monitor.close();
    await monitor.close();
  });
});
