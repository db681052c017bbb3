import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

/**
 * The sizes of the project's source files, tests left out: median and the five largest. Nothing fails on them; a file
 * that grows asks to be looked at.
 * @param {{ path: string, lines: number }[]} files
 */
export function describeSizes(files) {
  const sorted = files.toSorted((one, other) => other.lines - one.lines);
  const median = sorted[Math.floor(sorted.length / 2)]?.lines ?? 0;
  const largest = sorted.slice(0, 5).map(({ path, lines }) => `${String(lines).padStart(5)}  ${path}`);
  return [`${files.length} source files, ${median} lines in the median. The largest:`, ...largest].join("\n");
}

function sourceFiles() {
  const listed = execFileSync("git", [
    "ls-files",
    "-co",
    "--exclude-standard",
    "*.ts",
    "*.mjs",
    "*.cc",
    "*.css",
  ]);
  const paths = listed
    .toString()
    .split("\n")
    .filter((path) => path !== "" && !/\.test\.ts$/.test(path));
  return paths.map((path) => ({ path, lines: readFileSync(path, "utf8").split("\n").length - 1 }));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.log(describeSizes(sourceFiles()));
