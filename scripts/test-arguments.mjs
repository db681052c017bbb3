/** Every test of the project. Written out, because Node's own search takes in more and less with each version. */
const everyTest = [
  "packages/*/src/**/*.test.ts",
  "apps/*/src/**/*.test.ts",
  "apps/web/ui/**/*.test.ts",
  "infra/src/**/*.test.ts",
  "bench/src/**/*.test.ts",
  "test/**/*.test.ts",
  "scripts/**/*.test.ts",
];

/**
 * How Node runs the tests: all of them, or the files that `args` names. Two files at a time, because most of them run
 * LibreOffice or a browser besides; none may hang for ever.
 * @param {string[]} args
 */
export function testArguments(args) {
  const options = args.filter((arg) => arg.startsWith("-"));
  const files = args.filter((arg) => !arg.startsWith("-"));
  return [
    "--test",
    "--test-concurrency=2",
    "--test-timeout=300000",
    ...options,
    ...(files.length === 0 ? everyTest : files),
  ];
}
