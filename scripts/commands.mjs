import { existsSync } from "node:fs";
import { join } from "node:path";
import { awsTestArguments } from "./aws-test-arguments.mjs";
import { root } from "./setup/root.mjs";
import { engineParts, nativeParts, quickParts, testParts } from "./setup/system-parts.mjs";
import { testArguments } from "./test-arguments.mjs";

/**
 * What one npm script needs and does.
 * @typedef {object} Command
 * @property {string[]} parts Names of system parts.
 * @property {boolean} [infra] Whether the packages of the CDK app are needed, which are a matter of their own.
 * @property {boolean} [verapdf] Whether PDFs are verified.
 * @property {"required" | "optional"} [native] Whether the native engine must have been built.
 * @property {(args: string[]) => import("./setup/forwarding-run.mjs").Step[]} steps One after the other, until one fails.
 */

const biome = "node_modules/@biomejs/biome/bin/biome";
const tsc = "node_modules/typescript/bin/tsc";
const testLimitMs = 20 * 60_000;

const converting = [...engineParts, ...nativeParts, ...quickParts];
const testing = [...converting, ...testParts];

/**
 * @param {string[]} programAndOptions
 * @returns {Command["steps"]}
 */
const program =
  (...programAndOptions) =>
  (args) => [{ args: [...programAndOptions, ...args] }];

/**
 * @param {string} name
 * @returns {Command["steps"]}
 */
const server = (name) => (args) => [
  { args: [...settingsFile(), `apps/${name}/src/main.ts`, ...args], drains: true },
];

/** Node would say that there is none. */
function settingsFile() {
  return existsSync(join(root, ".env")) ? ["--env-file=.env"] : [];
}

/** @type {Command["steps"]} */
const tests = (args) => [{ args: testArguments(args), limitMs: testLimitMs }];

/** @type {Command["steps"]} */
const checks = () => [
  { args: [biome, "ci", "."] },
  { args: [tsc] },
  { args: [tsc, "-p", "apps/web/ui", "--noEmit"] },
  { args: [tsc, "-p", "infra"] },
];

/**
 * @param {string} path
 * @returns {Command["steps"]}
 */
const withSettings = (path) => (args) => [{ args: [...settingsFile(), path, ...args] }];

/** @type {Record<string, Command>} */
export const commands = {
  start: { parts: converting, native: "optional", steps: server("standalone") },
  "start:web": { parts: [], steps: server("web") },
  "start:worker": { parts: converting, native: "optional", steps: server("worker") },
  test: { parts: testing, infra: true, verapdf: true, native: "required", steps: tests },
  "test:aws": {
    parts: testing,
    verapdf: true,
    native: "required",
    steps: (args) => [{ args: awsTestArguments(args), limitMs: testLimitMs }],
  },
  "test:localstack": { parts: testing, native: "required", steps: program("scripts/test-localstack.mjs") },
  lint: { parts: [], infra: true, steps: checks },
  check: {
    parts: testing,
    infra: true,
    verapdf: true,
    native: "required",
    steps: (args) => [...checks([]), ...tests(args), { args: ["scripts/largest-files.mjs"] }],
  },
  fix: { parts: [], steps: program(biome, "check", "--write", ".") },
  coverage: {
    parts: testing,
    infra: true,
    native: "required",
    steps: (args) => [
      { args: ["--experimental-test-coverage", ...testArguments(args)], limitMs: 2 * testLimitMs },
    ],
  },
  native: { parts: converting, native: "required", steps: () => [] },
  fuzz: { parts: nativeParts, steps: program("packages/converter/native/fuzz/main.mjs") },
  "fuzz:api": {
    parts: [...converting, "pythonVenv"],
    native: "optional",
    steps: program("test/api-fuzz/main.ts"),
  },
  doctor: { parts: converting, native: "optional", steps: withSettings("apps/worker/src/doctor/main.ts") },
  docs: { parts: [], steps: program("scripts/docs/main.ts") },
  pack: { parts: converting, native: "optional", steps: program("scripts/publish/main.ts") },
  model: { parts: [], steps: program("packages/core/src/model/main.ts") },
  "api-key": { parts: [], steps: program("apps/web/src/api-key/main.ts") },
  "aws:create": { parts: [], steps: withSettings("packages/aws/src/create/main.ts") },
  "aws:doctor": { parts: [], steps: withSettings("packages/aws/src/doctor/main.ts") },
  "infra:synth": { parts: [], infra: true, steps: program("infra/src/main.ts") },
  chaos: { parts: testing, native: "required", steps: program("test/chaos/main.ts") },
  corpus: { parts: converting, native: "optional", steps: program("bench/src/corpus.ts") },
  odd: { parts: converting, native: "optional", steps: program("bench/src/odd/main.ts") },
  acceptance: { parts: converting, native: "optional", steps: program("bench/src/acceptance/main.ts") },
  "bench:engines": { parts: converting, native: "required", steps: program("bench/src/engines/main.ts") },
  "bench:bad-clients": {
    parts: converting,
    native: "optional",
    steps: program("bench/src/bad-clients/main.ts"),
  },
  "bench:watching": { parts: [], steps: program("bench/src/watching/main.ts") },
  "bench:http": { parts: converting, native: "required", steps: program("bench/src/http/main.ts") },
  "bench:peers": { parts: converting, native: "required", steps: program("bench/src/competitors/main.ts") },
};
