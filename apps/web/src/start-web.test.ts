import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { describe, it, type TestContext } from "node:test";
import { defaultJobPolicy, isAppError, systemClock } from "@platen/core";
import { newMemoryBackend } from "@platen/core/memory";
import { GuardedClient } from "@platen/outbound";
import { readSettings } from "@platen/program";
import { webSettings } from "./settings.ts";
import { startWeb } from "./start-web.ts";
import { silentLogger } from "./testing/test-web.ts";

function start(environment: Record<string, string>) {
  const settings = readSettings({ web: webSettings }, { PORT: "0", ...environment }).web;
  const policy = defaultJobPolicy;
  return startWeb(settings, {
    outbound: new GuardedClient({ allow: "public" }),
    backend: newMemoryBackend(),
    policy,
    clock: systemClock,
    logger: silentLogger,
  });
}

async function takenPort(test: TestContext): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  test.after(() => server.close());
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

describe("startWeb", () => {
  it("opens the page at the address that it tells", async (test) => {
    const web = await start({});
    test.after(() => web.close());
    assert.match(web.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    const page = await (await fetch(web.url)).text();
    const script = /src="(\/assets\/main-[^"]+\.js)"/.exec(page)?.[1];
    assert.equal((await fetch(`${web.url}${script}`)).status, 200);
  });

  it("says in a sentence why it cannot listen", async (test) => {
    const port = await takenPort(test);
    const failures = [
      [{ PORT: String(port) }, new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is taken\\. .*PORT`)],
      [
        { HOST: "203.0.113.7", ALLOW_ANONYMOUS: "true" },
        /^203\.0\.113\.7 is no address of this machine\. .*HOST/,
      ],
    ] as const;
    for (const [environment, message] of failures)
      await assert.rejects(
        start(environment),
        (error) => isAppError(error, "cannot_listen") && message.test(error.message),
      );
  });
});
