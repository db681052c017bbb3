import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { SourceFormat } from "@platen/core";
import type { Task } from "./engine.ts";

/**
 * The other end of `LineProgram` for engines that run in Node: calls `convert` with the document of each line. `convert`
 * returns `ok` or an error message. Returns when the input ends. The reported processor time is right only while one
 * document is converted at a time.
 */
export async function serveLines(convert: (task: Task) => Promise<string>): Promise<void> {
  const running = new Set<Promise<void>>();
  const serve = async (line: string) => {
    const [number = "", source = "", result = "", format = ""] = line.split("\t");
    const task = {
      source: fileURLToPath(source),
      result: fileURLToPath(result),
      format: format as SourceFormat,
    };
    const before = process.cpuUsage();
    const outcome = await convert(task).catch((error: Error) => error.message);
    const { user, system } = process.cpuUsage(before);
    console.log([number, outcome.replaceAll(/\s+/g, " "), (user + system) / 1e6].join("\t"));
  };
  console.log("ready");
  for await (const line of createInterface({ input: process.stdin })) {
    const conversion = serve(line).finally(() => running.delete(conversion));
    running.add(conversion);
  }
  await Promise.all(running);
}
