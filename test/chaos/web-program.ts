import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "../support/free-ports.ts";
import type { Site } from "./site.ts";

const program = fileURLToPath(new URL("../../apps/web/src/main.ts", import.meta.url));

/** By which its calls to AWS name themselves: the SDK puts it into their user agent. */
export const webAppId = "chaos-web";

/** The place where a program shall die: in the nth call of that name that one of its threads makes. */
export interface DeathAt {
  readonly call: string;
  readonly nth: number;
}

/** The program stays the child of whoever starts it; strace only looks on, and kills. */
const killerAt = ({ call, nth }: DeathAt) => {
  const options = ["-D", "-f", "-qq", "-o", "/dev/null", "-e", `trace=${call}`];
  return ["strace", ...options, "-e", `inject=${call}:signal=SIGKILL:when=${nth}`];
};

/** The real web app as a process of its own, always under the same address, to be killed and started again. */
export class WebProgram {
  readonly url: string;
  readonly #site: Site;
  readonly #port: number;
  #child: ChildProcess | undefined;
  #ended: Promise<unknown> = Promise.resolve();

  private constructor(site: Site, port: number) {
    this.#site = site;
    this.#port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start(site: Site): Promise<WebProgram> {
    const web = new WebProgram(site, await freePort());
    await web.restart();
    return web;
  }

  /** With a place to die at, it may do so while it still starts; this returns then, too. */
  async restart(deathAt?: DeathAt): Promise<void> {
    const { environment, policy } = this.#site;
    const [name = "", ...rest] = [...(deathAt ? killerAt(deathAt) : []), process.execPath];
    const child = spawn(name, [...rest, program], {
      env: {
        PATH: process.env.PATH,
        ...environment,
        PORT: String(this.#port),
        LOG_LEVEL: "silent",
        RATE_LIMIT_PER_MINUTE: "1000000",
        SEND_GRACE_MS: String(policy.sendGraceMs),
        RESEND_MS: String(policy.resendMs),
        AWS_SDK_UA_APP_ID: webAppId,
      },
      stdio: ["ignore", "inherit", "inherit"],
    });
    this.#child = child;
    this.#ended = once(child, "exit");
    for (let tries = 0; tries < 600; tries += 1) {
      if (child.signalCode === "SIGKILL") return;
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
    child.kill("SIGKILL");
    await this.#ended;
  }

  /** However it comes to that. */
  get ended(): Promise<unknown> {
    return this.#ended;
  }
}
