import { readFile } from "node:fs/promises";
import process from "node:process";

const header = new URL("../../native/src/jail/seccomp/system-calls.h", import.meta.url);
const otherArchitecture = process.arch === "arm64" ? "x86_64" : "aarch64";

/** The names in a list of `system-calls.h`, as far as they are for this machine's architecture. */
export async function callsIn(
  list: "allowedCalls" | "startingCalls" | "toolCalls" | "officeCalls" | "ignoredCalls",
): Promise<string[]> {
  const source = await readFile(header, "utf8");
  const start = source.indexOf(`${list}[]`);
  const calls = source
    .slice(start, source.indexOf("};", start))
    .replace(new RegExp(`#ifdef __${otherArchitecture}__[^#]*#endif`, "g"), "");
  return [...calls.matchAll(/SYSTEM_CALL\((\w+)\)/g)].map(([, name = ""]) => name);
}
