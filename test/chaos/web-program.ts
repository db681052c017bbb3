import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Site } from "./site.ts";

const program = fileURLToPath(new URL("../../apps/web/src/main.ts", import.meta.url));

/** The real web app as a process of its own, always under the same address, to be killed and started again. */
export class WebProgram {
  readonly url: string;
  readonly #site: Site;
  readonly #port: number;
  #child: ChildProcess | undefined;

  private constructor(site: Site, port: number) {
    this.#site = site;
    this.#port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start(site: Site): Promise<WebProgram> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, "close");
    const web = new WebProgram(site, port);
    await web.restart();
    return web;
  }

  async restart(): Promise<void> {
    const { environment, policy } = this.#site;
    this.#child = spawn(process.execPath, [program], {
      env: {
        PATH: process.env.PATH,
        ...environment,
        PORT: String(this.#port),
        LOG_LEVEL: "silent",
        RATE_LIMIT_PER_MINUTE: "1000000",
        SEND_GRACE_MS: String(policy.sendGraceMs),
        RESEND_MS: String(policy.resendMs),
      },
      stdio: ["ignore", "inherit", "inherit"],
    });
    for (let tries = 0; tries < 600; tries += 1) {
      const answer = await fetch(`${this.url}/livez`).catch(() => undefined);
      if (answer?.ok) return;
      await sleep(50);
    }
    throw new Error("the web app did not start");
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }
}
