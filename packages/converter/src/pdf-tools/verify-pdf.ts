import { realpath } from "node:fs/promises";
import { dirname } from "node:path";
import { type Failure, failureOf, isAppError } from "@platen/core";
import { failureOfTool, type ToolContext } from "./run-qpdf.ts";
import { runTool } from "./run-tool.ts";
import { findTool } from "./tool-bench.ts";

/** What veraPDF calls what a PDF is to be. */
export type Flavour = "1b" | "2b" | "3b" | "4" | "ua1";

export type Verified =
  | { readonly ok: true; readonly brokenRules: readonly string[] }
  | { readonly ok: false; readonly failure: Failure };

/**
 * What veraPDF finds wrong with a PDF, by the numbers of its rules. It runs in the jail of tools. Fails with
 * `conformance_not_reached` where it is not installed, because then nobody knows. `folder` must not exist yet.
 */
export async function verifyPdf(
  path: string,
  flavour: Flavour,
  folder: string,
  { bench, signal }: ToolContext,
): Promise<Verified> {
  const program = await findJava();
  const { verapdfJar } = bench;
  if (program === undefined || verapdfJar === undefined)
    return { ok: false, failure: failureOf("conformance_not_reached", notInstalled) };
  const args = [
    ...javaOptions,
    "-cp",
    "verapdf.jar",
    mainClass,
    "--flavour",
    flavour,
    "--format",
    "text",
    "-v",
    "in.pdf",
  ];
  const inputs = { "in.pdf": path, "verapdf.jar": verapdfJar };
  const readable = [dirname(dirname(dirname(program))), ...javaSettings];
  const run = await runTool({ program, args, inputs, readable, isJava: true, folder, signal }, bench);
  const failure = failureOfTool(run);
  if (failure !== undefined) return { ok: false, failure };
  if (/^PASS /m.test(run.stdout)) return { ok: true, brokenRules: [] };
  const brokenRules = [...run.stdout.matchAll(/^ {2}FAIL ([\w.-]{1,40})$/gm)].map(([, rule = ""]) => rule);
  if (/^FAIL /m.test(run.stdout) && brokenRules.length > 0) return { ok: true, brokenRules };
  const detail = `veraPDF ended with ${JSON.stringify(run.end)} and no verdict`;
  return { ok: false, failure: { ...failureOf("output_invalid"), detail } };
}

const mainClass = "org.verapdf.apps.GreenfieldCliWrapper";
/** Less address space than is usual, one thread for garbage, and no file outside of its folder. */
const javaOptions = [
  ...[
    "-Xmx1g",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:-UsePerfData",
    "-XX:-UseContainerSupport",
  ],
  ...["-XX:CompressedClassSpaceSize=64m", "-XX:ReservedCodeCacheSize=64m"],
  ...["-Djava.io.tmpdir=out", "-Duser.home=out"],
];
/** Where Debian keeps the settings of its Javas. */
const javaSettings = [
  "/etc/java-11-openjdk",
  "/etc/java-17-openjdk",
  "/etc/java-21-openjdk",
  "/etc/java-25-openjdk",
];

const notInstalled =
  "Nothing here can verify what a PDF claims. Tell the operator to install Java and to set VERAPDF_JAR, or ask without verify and pdfua.";

/** The program itself, behind the links that lead to it. */
async function findJava(): Promise<string | undefined> {
  try {
    return await realpath(await findTool("java", "default-jre-headless"));
  } catch (error) {
    if (isAppError(error, "engine_unavailable")) return undefined;
    throw error;
  }
}
