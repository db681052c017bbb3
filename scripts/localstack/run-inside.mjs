import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startMinistack } from "../../packages/aws/test-support/start-ministack.ts";
import { root } from "../setup/root.mjs";
import { localstackTests } from "./tests.mjs";

// In the network namespace: starts LocalStack, MiniStack for what LocalStack lacks here, and the tests.

const [python = "", ...args] = process.argv.slice(2);
const port = 4566;
const localstackPort = 4567;
const patienceMs = 180_000;

const folder = mkdtempSync(join(tmpdir(), "localstack-"));
const log = join(folder, "log");
const localstack = spawn("sh", ["-c", `exec "$0" -m localstack.runtime.main > "${log}" 2>&1`, python], {
  env: {
    ...{ PATH: process.env.PATH, HOME: folder, TMPDIR: folder, FILESYSTEM_ROOT: folder },
    ...{ OVERRIDE_IN_DOCKER: "false", GATEWAY_LISTEN: `127.0.0.1:${localstackPort}` },
    ...{ SERVICES: "sqs,s3", EAGER_SERVICE_LOADING: "1", DISABLE_EVENTS: "1", DNS_ADDRESS: "0" },
  },
  stdio: "ignore",
});
try {
  const [ministack] = await Promise.all([startMinistack(), untilReady()]);
  await startRouter(ministack.endpoint);
  const { program, args: rest, env } = localstackTests(args);
  const tests = spawn(program, rest, { cwd: root, env, stdio: "inherit" });
  const [status] = await once(tests, "exit");
  process.exitCode = status ?? 1;
  await ministack.stop();
} finally {
  localstack.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
process.exit();

async function untilReady() {
  const giveUpAt = Date.now() + patienceMs;
  while (Date.now() < giveUpAt && localstack.exitCode === null) {
    const answer = await fetch(`http://127.0.0.1:${localstackPort}/_localstack/health`).catch(
      () => undefined,
    );
    if (answer?.ok) return;
    await sleep(200);
  }
  throw new Error(`LocalStack did not start: ${readFileSync(log, "utf8").slice(-2_000)}`);
}

/**
 * One address for all services. LocalStack's DynamoDB is a program that comes under its vendor's own terms and by no
 * package, so MiniStack answers for it.
 * @param {string} database
 */
async function startRouter(database) {
  const router = createServer((incoming, outgoing) => {
    const { method, url = "/", headers } = incoming;
    const isDatabase = headers["x-amz-target"]?.toString().startsWith("DynamoDB");
    const target = isDatabase ? database : `http://127.0.0.1:${localstackPort}`;
    const onward = request(new URL(url, target), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on("error", () => incoming.socket.destroy());
    outgoing.on("close", () => onward.destroy());
    incoming.pipe(onward);
  });
  router.listen(port, "127.0.0.1");
  await once(router, "listening");
}
