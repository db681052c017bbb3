import assert from "node:assert/strict";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { createPresentation } from "@platen/test-documents";
import { execa } from "execa";
import { projectFolder } from "../support/project-files.ts";
import { readPdf } from "../support/read-pdf.ts";
import { type InstalledPackages, installPackages } from "./installed-packages.ts";

describe("what would be published", { timeout: 300_000 }, () => {
  let installed: InstalledPackages;

  before(async () => {
    installed = await installPackages();
    await writeFile(join(installed.folder, "deck.pptx"), createPresentation({ slides: 4 }));
  });

  after(() => installed.remove());

  describe("the module", () => {
    let example: string;

    before(async () => {
      const readme = join(installed.folder, "node_modules/@platen/converter/README.md");
      const [, code = ""] = /^```js\n(.*?)^```/ms.exec(await readFile(readme, "utf8")) ?? [];
      example = code;
    });

    it("converts a document by the example of its README", async () => {
      await writeFile(join(installed.folder, "example.js"), example);
      const { stdout } = await execa(process.execPath, ["example.js", "deck.pptx", "deck.pdf"], {
        cwd: installed.folder,
      });
      assert.equal(stdout, "deck.pdf: 3 pages");
      const pages = await readPdf(await readFile(join(installed.folder, "deck.pdf")));
      assert.deepEqual(
        pages.map((text) => /Slide \d/.exec(text)?.[0]),
        ["Slide 1", "Slide 2", "Slide 3"],
      );
      const left = (await readdir(installed.folder)).filter((name) => name.endsWith(".part"));
      assert.deepEqual(left, []);
    });

    it("has types that a strict project takes", async () => {
      const { folder } = installed;
      await writeFile(join(folder, "example.mts"), example);
      const wrong = [
        'import { openConverter } from "@platen/converter";',
        "// @ts-expect-error There is no such setting.",
        'await openConverter({ engine: "none" });',
      ];
      await writeFile(join(folder, "wrong.mts"), wrong.join("\n"));
      const strict = [
        "--noEmit",
        "--strict",
        "--module",
        "nodenext",
        "--target",
        "esnext",
        "--types",
        "node",
      ];
      const { stdout } = await execa(
        process.execPath,
        [join(projectFolder, "node_modules/typescript/bin/tsc"), ...strict, "example.mts", "wrong.mts"],
        { cwd: folder, reject: false },
      );
      assert.equal(stdout, "");
    });
  });
});
