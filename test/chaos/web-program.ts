import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "@platen/aws/test-support/free-ports";
import type { Installation } from "./installation.ts";

const program = fileURLToPath(new URL("web-main.ts", import.meta.url));

/** Identifies its calls to AWS: the SDK puts it into their user agent. */
export const webAppId = "chaos-web";

/** Where to kill a program: in the nth call of that name by one of its threads. */
export interface KillPoint {
  readonly call: string;
  readonly nth: number;
}

/** The program stays the child of its parent; strace only observes it, and kills it. */
const straceKillingAt = ({ call, nth }: KillPoint) => {
  const options = ["-D", "-f", "-qq", "-o", "/dev/null", "-e", `trace=${call}`];
  return ["strace", ...options, "-e", `inject=${call}:signal=SIGKILL:when=${nth}`];
};

/** The real web app as a separate process, always at the same address, that a test can kill and restart. */
export class WebProgram {
  readonly url: string;
  readonly #installation: Installation;
  readonly #port: number;
  #child: ChildProcess | undefined;
  #ended: Promise<unknown> = Promise.resolve();

  private constructor(installation: Installation, port: number) {
    this.#installation = installation;
    this.#port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start(installation: Installation): Promise<WebProgram> {
    const web = new WebProgram(installation, await freePort());
    await web.restart();
    return web;
  }

  /** With a kill point, the program may die while it still starts; this returns then, too. */
  async restart(killPoint?: KillPoint): Promise<void> {
    const { environment, policy } = this.#installation;
    const [name = "", ...rest] = [...(killPoint ? straceKillingAt(killPoint) : []), process.execPath];
    const child = spawn(name, [...rest, program, JSON.stringify(policy)], {
      env: {
        PATH: process.env.PATH,
        ...environment,
        PORT: String(this.#port),
        LOG_LEVEL: "silent",
        RATE_LIMIT_PER_MINUTE: "1000000",
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

  /** Settles when the program ends for any reason. */
  get ended(): Promise<unknown> {
    return this.#ended;
  }
}
