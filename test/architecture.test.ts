import assert from "node:assert/strict";
import { lstatSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";
import { describe, it } from "node:test";
import {
  importsOf,
  projectFiles,
  projectFolder,
  readProjectFile,
  workspaces,
} from "./support/project-files.ts";

/** Which of our packages each may import. What is not named here may import all of them, and nobody imports it. */
const mayImport: Record<string, string[]> = {
  "@platen/core": [],
  "@platen/process": [],
  "@platen/local": ["@platen/core", "@platen/process"],
  "@platen/aws": ["@platen/core"],
  "@platen/converter": ["@platen/core", "@platen/process"],
  "@platen/cli": ["@platen/converter"],
  "@platen/program": ["@platen/core"],
  "@platen/backend": ["@platen/core", "@platen/local", "@platen/aws", "@platen/program"],
  "@platen/outbound": ["@platen/core"],
  "@platen/web": ["@platen/core", "@platen/outbound", "@platen/backend", "@platen/program"],
  "@platen/worker": [
    "@platen/core",
    "@platen/outbound",
    "@platen/process",
    "@platen/backend",
    "@platen/program",
    "@platen/converter",
  ],
  "@platen/test-documents": [],
  "@platen/infra": [],
};
const looksAtAll = ["@platen/standalone", "@platen/lambda", "@platen/test", "@platen/bench"];

const all = workspaces();
const sources = projectFiles("*.ts").filter((path) => !path.endsWith(".d.ts"));
/** Contracts and the model are tests that several implementations run. */
const isTest = (path: string) =>
  path.endsWith(".test.ts") || /(^|\/)(test|test-support|test-programs|contracts?|model)\//.test(path);
const workspaceOf = (path: string) => all.find(({ folder }) => path.startsWith(`${folder}/`));
const ours = (specifier: string) => /^@platen\/[^/]+/.exec(specifier)?.[0];
/** Everything that is written in product code, path by path. */
const product = sources.filter((path) => /^(packages|apps)\//.test(path) && !isTest(path));

describe("the layout", () => {
  it("has a rule for every package", () => {
    const unruled = all
      .map(({ name }) => name)
      .filter((name) => !(name in mayImport) && !looksAtAll.includes(name));
    assert.deepEqual(unruled, []);
  });

  it("lets each package import only those that it stands on", () => {
    const wrong = sources.flatMap((path) => {
      const workspace = workspaceOf(path);
      const allowed = mayImport[workspace?.name ?? ""];
      if (allowed === undefined) return [];
      return importsOf(readProjectFile(path))
        .flatMap((specifier) => ours(specifier) ?? [])
        .filter((name) => name !== workspace?.name && !allowed.includes(name))
        .filter((name) => !(isTest(path) && name === "@platen/test-documents"))
        .map((name) => `${path} imports ${name}`);
    });
    assert.deepEqual(wrong, []);
  });

  it("declares in each package.json only packages that may be imported", () => {
    for (const { name, dependencies } of all) {
      const allowed = mayImport[name];
      if (allowed === undefined) continue;
      const wrong = dependencies.filter((dependency) => ours(dependency) && !allowed.includes(dependency));
      assert.deepEqual(wrong, [], name);
    }
  });

  it("declares every package that is imported, for tests alone only where tests import it", () => {
    const wrong = sources.flatMap((path) => {
      const workspace = workspaceOf(path);
      if (workspace === undefined) return [];
      const declared = [...workspace.dependencies, ...(isTest(path) ? workspace.devDependencies : [])];
      return importsOf(readProjectFile(path))
        .filter((specifier) => !/^(node:|\.)/.test(specifier))
        .map((specifier) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier)
        .filter((name) => name !== workspace.name && !declared.includes(name) && !isRoots(name))
        .map((name) => `${path} imports ${name}`);
    });
    assert.deepEqual(wrong, []);
  });

  it("keeps relative imports inside their package", () => {
    const wrong = sources.flatMap((path) => {
      // What sets the project up belongs to no package and reads from all.
      if (path.startsWith("scripts/")) return [];
      const folder = workspaceOf(path)?.folder ?? dirname(path).split("/")[0] ?? "";
      return importsOf(readProjectFile(path))
        .filter((specifier) => specifier.startsWith(".") && !isScript(specifier))
        .map((specifier) => normalize(join(dirname(path), specifier)))
        .filter((target) => !target.startsWith(`${folder}/`))
        .map((target) => `${path} imports ${target}`);
    });
    assert.deepEqual(wrong, []);
  });

  it("has no circle of packages, nor one through what their tests use", () => {
    const next = all.map(({ name, dependencies, devDependencies }): [string, string[]] => [
      name,
      [...dependencies, ...devDependencies].filter(ours),
    ]);
    assert.deepEqual(circlesIn(new Map(next)), []);
  });

  it("lets no engine of the converter import the other", () => {
    const engines = ["packages/converter/src/press/", "packages/converter/src/libreoffice-convert/"];
    const rivals = [...relativeImports(product)].flatMap(([from, targets]) => {
      const own = engines.find((engine) => from.startsWith(engine));
      const other = engines.find((engine) => engine !== own) ?? "";
      return own === undefined
        ? []
        : targets.filter((target) => target.startsWith(other)).map((it) => `${from} imports ${it}`);
    });
    assert.deepEqual(rivals, []);
  });

  it("has no circle of files", () => {
    assert.deepEqual(circlesIn(relativeImports(sources)), []);
  });

  it("has no circle of folders: what lies side by side in a folder can be read in one order", () => {
    const next = new Map<string, string[]>();
    for (const [from, targets] of relativeImports(sources.filter(isReadInOrder)))
      for (const target of targets) {
        const [one, other] = whereTheyPart(from, target);
        next.set(one, [...(next.get(one) ?? []), other]);
      }
    assert.deepEqual(circlesIn(next), []);
  });

  it("keeps the core free of everything but Node", () => {
    const foreign = product
      .filter((path) => path.startsWith("packages/core/"))
      .flatMap((path) => importsOf(readProjectFile(path)).map((specifier) => `${path} imports ${specifier}`))
      .filter((line) => !/ imports (node:|\.)/.test(line));
    assert.deepEqual(foreign, []);
  });

  it("installs our packages as links, because Node runs no TypeScript below node_modules", () => {
    for (const { name } of all.filter(({ folder }) => /^(packages|apps)\//.test(folder)))
      assert.ok(lstatSync(join(projectFolder, "node_modules", name)).isSymbolicLink(), name);
  });
});

describe("the code", () => {
  it("reads the environment in main.ts alone", () => {
    const readers = product.filter((path) => readProjectFile(path).includes("process.env"));
    assert.deepEqual(
      readers.filter((path) => basename(path) !== "main.ts"),
      [],
    );
  });

  it("logs in the apps alone", () => {
    const loggers = product
      .filter((path) => /^packages\/(core|local|aws|converter|backend)\//.test(path))
      .filter(
        (path) => /\bconsole\.|from "pino"/.test(readProjectFile(path)) && basename(path) !== "main.ts",
      );
    assert.deepEqual(loggers, []);
  });

  it("names files for what is in them", () => {
    const banned =
      /(^|[/.-])(utils?|helpers?|common|misc|managers?|services?|lib)([/.-]|$)|\/(types|constants)\.ts$/;
    assert.deepEqual(
      sources.filter((path) => banned.test(path) && !path.startsWith("infra/")), // AWS has services
      [],
    );
    assert.deepEqual(
      sources.filter((path) => !/^[a-z0-9./-]+$/.test(path)),
      [],
    );
  });

  it("opens each package with a paragraph that says what it is for", () => {
    const indexes = product.filter((path) => path.endsWith("/src/index.ts"));
    assert.ok(indexes.length >= 6);
    for (const path of indexes) assert.match(readProjectFile(path), /^\/\*\*\n \* \S.{40,}/, path);
  });

  it("knows no path outside of itself", () => {
    const wrong = projectFiles().filter((path) => /\.(ts|mjs|js|cc|h|sh|md|json|ya?ml)$|^\.ci\//.test(path));
    // Written so that this file does not hold what it looks for.
    const outside = new RegExp(["/wo", "rk/(main|shared)|/ro", "ot/"].join(""));
    assert.deepEqual(
      wrong.filter((path) => outside.test(readProjectFile(path))),
      [],
    );
  });

  it("leaves no test out and promises no work for later", () => {
    const pattern = new RegExp(
      ["\\b(TO", "DO|FIX", "ME|X{3})\\b|\\.(sk", "ip|on", "ly)\\(|\\bto", "do:"].join(""),
    );
    assert.deepEqual(
      sources.filter((path) => pattern.test(readProjectFile(path))),
      [],
    );
  });
});

/** Types of Node and the tools that check the code belong to the root. */
function isRoots(name: string): boolean {
  return name === "typescript" || name.startsWith("@types/");
}

/** What sets the project up belongs to no package. */
function isScript(specifier: string): boolean {
  return /^(\.\.\/)+scripts\//.test(specifier);
}

/** A test may stand on more than what it tests does: on contracts, or on an app that is set up for tests. */
function isReadInOrder(path: string): boolean {
  return !path.endsWith(".test.ts") && !/\/test-support\//.test(path);
}

/** The files of its package that each file imports. */
function relativeImports(paths: readonly string[]): Map<string, string[]> {
  const targetsOf = (path: string) =>
    importsOf(readProjectFile(path))
      .filter((specifier) => specifier.startsWith("."))
      .map((specifier) => normalize(join(dirname(path), specifier)));
  return new Map(paths.map((path) => [path, targetsOf(path)]));
}

/** Of two files, the two files or folders side by side in which they are: `a/b/c.ts` and `a/d.ts` → `a/b` and `a/d.ts`. */
function whereTheyPart(one: string, other: string): [string, string] {
  const [steps, otherSteps] = [one.split("/"), other.split("/")];
  const depth = steps.findIndex((step, index) => step !== otherSteps[index]) + 1;
  return [steps.slice(0, depth).join("/"), otherSteps.slice(0, depth).join("/")];
}

/** Everything from which there is a way back to itself. */
function circlesIn(next: ReadonlyMap<string, readonly string[]>): string[] {
  return [...next.keys()].filter((name) => reaches(name, name, next, new Set()));
}

function reaches(
  from: string,
  to: string,
  next: ReadonlyMap<string, readonly string[]>,
  seen: Set<string>,
): boolean {
  return (next.get(from) ?? []).some((name) => {
    if (name === to) return true;
    if (seen.has(name)) return false;
    seen.add(name);
    return reaches(name, to, next, seen);
  });
}
