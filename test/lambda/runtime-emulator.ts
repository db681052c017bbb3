import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { freePort } from "@platen/aws/test-support/free-ports";
import { descendantsOf } from "@platen/process";
import { stillRunning } from "../support/processes.ts";
import { until } from "../support/until.ts";

/** AWS's runtime interface emulator. It starts the function with the first event. */
export class RuntimeEmulator {
  readonly #child: ChildProcess;
  readonly #url: string;

  private constructor(child: ChildProcess, address: string) {
    this.#child = child;
    this.#url = `http://${address}/2015-03-31/functions/function/invocations`;
  }

  static async start(
    emulator: string,
    command: readonly string[],
    environment: Record<string, string>,
  ): Promise<RuntimeEmulator> {
    const address = await freeAddress();
    const options = [
      "--runtime-interface-emulator-address",
      address,
      "--runtime-api-address",
      await freeAddress(),
    ];
    const child = spawn(emulator, [...options, "--log-level", "warn", ...command], {
      env: { ...environment, AWS_LAMBDA_FUNCTION_TIMEOUT: "60" },
      stdio: ["ignore", "inherit", "inherit"],
    });
    await once(child, "spawn");
    await until("the emulator listens", () => isListening(address));
    return new RuntimeEmulator(child, address);
  }

  async invoke(event: unknown): Promise<unknown> {
    const request = { method: "POST", body: JSON.stringify(event) };
    return (await fetch(this.#url, request)).json();
  }

  /** The emulator would leave the function running. */
  async stop(): Promise<void> {
    const processes = descendantsOf(this.#child.pid ?? 0);
    for (const { pid, parent } of processes) if (parent === this.#child.pid) process.kill(pid, "SIGTERM");
    await until("the function has ended", () => stillRunning(processes).length === 0);
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    await ended;
  }
}

/** Its root answers with an error, which is enough; an event would start the function. */
async function isListening(address: string): Promise<boolean> {
  return fetch(`http://${address}/`).then(
    () => true,
    () => false,
  );
}

async function freeAddress(): Promise<string> {
  return `127.0.0.1:${await freePort()}`;
}
