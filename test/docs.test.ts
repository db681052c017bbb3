import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, it } from "node:test";
import { commands } from "../scripts/commands.mjs";
import { projectFiles, projectFolder, readProjectFile, workspaces } from "./support/project-files.ts";

const documents = projectFiles("*.md");
/** All that is no document, in one text, to look names up in. */
const code = projectFiles()
  .filter((path) => /\.(ts|mjs|json|ya?ml|cc|h|sh)$|Dockerfile$|^\.ci\/|^\.env\.example$/.test(path))
  .filter((path) => !path.endsWith("package-lock.json") && path !== "test/docs.test.ts")
  .map(readProjectFile)
  .join("\n");

/** Where each document says something that is not so. */
function wrongIn(find: (text: string, path: string) => string[]): string[] {
  return documents.flatMap((path) => find(readProjectFile(path), path).map((wrong) => `${path}: ${wrong}`));
}

/** What stands between backticks, in a line or as a block of its own. */
function quoted(text: string): string[] {
  const blocks = [...text.matchAll(/^```[a-z]*\n(.*?)^```/gms)].map(([, block]) => block ?? "");
  const words = [...text.replace(/^```.*?^```/gms, "").matchAll(/`([^`\n]+)`/g)].map(
    ([, word]) => word ?? "",
  );
  return [...blocks, ...words];
}

function matchesIn(text: string, pattern: RegExp): string[] {
  return quoted(text).flatMap((part) => [...part.matchAll(pattern)].map((match) => match[1] ?? ""));
}

describe("the documents", () => {
  it("are there, with what a newcomer looks for", () => {
    for (const path of [
      "README.md",
      "CONTRIBUTING.md",
      "CHANGELOG.md",
      "SECURITY.md",
      "docs/architecture.md",
      "docs/operations.md",
    ])
      assert.ok(documents.includes(path), path);
    const firstScreen = readProjectFile("README.md").split("\n").slice(0, 30).join("\n");
    for (const needed of ["git clone", "npm start", "npm test", "http://127.0.0.1:3000", "docs/images/"])
      assert.ok(firstScreen.includes(needed), `the first screen of the README lacks ${needed}`);
  });

  it("name only commands that exist", () => {
    const { scripts } = JSON.parse(readProjectFile("package.json"));
    const own = new Set([...Object.keys(scripts), "ci", "install"]);
    const wrong = wrongIn((text) =>
      matchesIn(text, /\bnpm (?:run )?([a-z][a-z:-]*)/g).filter((command) => !own.has(command)),
    );
    assert.deepEqual(wrong, []);
  });

  it("promise of `npm run check` what CI does on every machine", () => {
    const inCi = [...readProjectFile(".ci/run").matchAll(/^npm (?:run )?(\w+)$/gm)].map(
      ([, name]) => name ?? "",
    );
    assert.ok(inCi.includes("test"));
    const stepsOf = (name: string) => commands[name]?.steps([]).map(({ args }) => args.join(" ")) ?? [];
    const missing = inCi.flatMap(stepsOf).filter((step) => !stepsOf("check").includes(step));
    assert.deepEqual(missing, []);
  });

  it("explain in the glossary only words that are in use, in the order of the alphabet", () => {
    const glossary = readProjectFile("docs/glossary.md");
    const rows = [...glossary.matchAll(/^\| ([a-z ,]+) \| .{10,}\|$/gm)].map(([, words]) => words ?? "");
    const words = rows.flatMap((row) => row.split(", ")).filter((word) => word !== "word");
    assert.ok(words.length > 20);
    const inUse = [
      code,
      ...documents.filter((path) => path !== "docs/glossary.md").map(readProjectFile),
    ].join("\n");
    assert.deepEqual(
      words.filter((word) => !new RegExp(`\\b${word}(s|es)?\\b`, "i").test(inUse)),
      [],
    );
    assert.deepEqual(rows, rows.toSorted());
  });

  it("use the words of the field, as the code does, in place of words that only we would know", () => {
    const ours = /\b(voice|inmate|mother)s?\b|\bwish(es)?\b|last[- ]?words\b/i;
    const named = projectFiles()
      .filter((path) => path !== "test/docs.test.ts" && !path.endsWith("package-lock.json"))
      .filter((path) => /\.(ts|mjs|cc|h|md)$/.test(path))
      .filter((path) => ours.test(path) || ours.test(readProjectFile(path)));
    assert.deepEqual(named, []);
  });

  it("name in the README every command there is", () => {
    const { scripts } = JSON.parse(readProjectFile("package.json"));
    const readme = readProjectFile("README.md");
    const missing = Object.keys(scripts).filter((name) => !new RegExp(`npm (run )?${name}\\b`).test(readme));
    assert.deepEqual(missing, []);
  });

  it("name every example and every finding in the list beside them", () => {
    for (const folder of ["examples", "findings"]) {
      const list = readProjectFile(`${folder}/README.md`);
      const programs = projectFiles(`${folder}/*`).filter((path) => path !== `${folder}/README.md`);
      assert.ok(programs.length > 0);
      const missing = programs.filter((path) => !list.includes(`\`${path.slice(folder.length + 1)}\``));
      assert.deepEqual(missing, []);
    }
  });

  it("link only to what exists", () => {
    const wrong = wrongIn((text, path) =>
      [...text.matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, target]) => target ?? "")
        .filter((target) => !/^[a-z]+:/.test(target))
        .filter((target) => !isThere(path, target)),
    );
    assert.deepEqual(wrong, []);
  });

  it("have a heading in the changes for the version that every package has, below what is not released", () => {
    const { version } = JSON.parse(readProjectFile("package.json"));
    const versions = workspaces().map(
      ({ folder }) => JSON.parse(readProjectFile(`${folder}/package.json`)).version,
    );
    assert.deepEqual([...new Set(versions)], [version]);
    const headings = [...readProjectFile("CHANGELOG.md").matchAll(/^## (.+)$/gm)].map(
      ([, heading]) => heading,
    );
    assert.deepEqual(headings.slice(0, 2), ["Unreleased", version]);
    const ending = readProjectFile("CHANGELOG.md").trimEnd().split("\n").at(-1) ?? "";
    assert.match(ending, /^How versions and tags/, `a new change belongs to Unreleased: ${ending}`);
  });

  it("name only paths that exist", () => {
    const wrong = wrongIn((text) =>
      matchesIn(
        text,
        /(?<![\w./-])((?:apps|packages|docs|scripts|test|bench|infra|examples|findings)\/[\w./-]*\w)/g,
      ).filter((target) => !existsSync(join(projectFolder, target))),
    );
    assert.deepEqual(wrong, []);
  });

  it("name in the README the file and the function of each of the eight steps", () => {
    const [, way = ""] = readProjectFile("README.md").split("## The way of a document");
    const rows = [...way.matchAll(/^\| ([a-z ]+) \| `([\w/.-]+)` \| `(\w+)` \|$/gm)];
    const steps = ["upload", "store", "enqueue", "receive", "convert", "store result", "notify", "download"];
    assert.deepEqual(
      rows.map(([, step]) => step),
      steps,
    );
    for (const [, step, file = "", name] of rows) {
      assert.ok(existsSync(join(projectFolder, file)), `${step}: ${file} has moved`);
      const isThere = new RegExp(`^export (async )?function ${name}\\b`, "m").test(readProjectFile(file));
      assert.ok(isThere, `${step}: ${file} has no ${name}`);
    }
  });

  it("name only settings, codes and figures that the code knows", () => {
    const wrong = wrongIn((text) =>
      matchesIn(text, /(?<![\w/.-])([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[a-z]+(?:_[a-z0-9]+)+)(?![\w/.-])/g).filter(
        (name) => !new RegExp(`\\b${name}\\b`).test(code),
      ),
    );
    assert.deepEqual(wrong, []);
  });

  it("name only routes that the web app has", () => {
    const wrong = wrongIn((text) =>
      matchesIn(text, /\b(?:GET|POST|DELETE|HEAD|PUT|PATCH) +(\/[\w./{}-]*)/g)
        .map((route) => route.replace(/\{(\w+)\}/g, ":$1"))
        .filter((route) => !code.includes(`"${route}"`)),
    );
    assert.deepEqual(wrong, []);
  });

  it("stay short: the way of a job fits on a few screens", () => {
    assert.ok(readProjectFile("docs/architecture.md").split("\n").length <= 121);
  });
});

function isThere(from: string, target: string): boolean {
  const [path = "", heading] = target.split("#");
  const file = path === "" ? from : normalize(join(dirname(from), path));
  if (!existsSync(join(projectFolder, file))) return false;
  return heading === undefined || headingsOf(readProjectFile(file)).includes(heading);
}

/** As GitHub names them in addresses. */
function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    (heading ?? "")
      .toLowerCase()
      .replace(/[^\w\s-]/g, "")
      .trim()
      .replaceAll(" ", "-"),
  );
}
