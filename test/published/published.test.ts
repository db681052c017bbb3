import assert from "node:assert/strict";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { descendantsOf } from "@platen/process";
import { createPresentation, truncated } from "@platen/test-documents";
import { execa } from "execa";
import { unzipSync } from "fflate";
import { Installation } from "../support/installation.ts";
import { stillRunning } from "../support/processes.ts";
import type { Program } from "../support/program.ts";
import { projectFolder } from "../support/project-files.ts";
import { readPdf } from "../support/read-pdf.ts";
import { until } from "../support/until.ts";
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

  describe("the command", () => {
    let folder: string;
    let temporary: string;

    before(async () => {
      folder = join(installed.folder, "documents");
      temporary = join(installed.folder, "temporary");
      for (const path of [folder, temporary]) await mkdir(path);
      await writeFile(join(folder, "deck.pptx"), createPresentation({ slides: 2 }));
      await writeFile(join(folder, "broken.pptx"), truncated(createPresentation({ slides: 2 }), 0.5));
    });

    /** Starts what npm made of the package's `bin`. */
    function platen(
      args: readonly string[],
      more: { input?: Uint8Array; env?: Record<string, string> } = {},
    ) {
      return execa(process.execPath, [join(installed.folder, "node_modules/.bin/platen"), ...args], {
        ...more,
        cwd: folder,
        env: { ...more.env, TMPDIR: temporary },
        reject: false,
        encoding: "buffer",
        timeout: 120_000,
      });
    }

    const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString();
    const linesOf = (bytes: Uint8Array) =>
      textOf(bytes)
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));

    async function slidesOf(bytes: Uint8Array) {
      return (await readPdf(bytes)).map((text) => /Slide \d/.exec(text)?.[0]);
    }

    it("converts documents on this machine, tells of each, and leaves those that fail and what is there", async () => {
      await writeFile(join(folder, "kept.pptx"), createPresentation({ slides: 1 }));
      await mkdir(join(folder, "out"));
      await writeFile(join(folder, "out/kept.pdf"), "of somebody else");
      const names = ["deck.pptx", "broken.pptx", "kept.pptx", "missing.docx"];
      const { exitCode, stdout } = await platen([
        "convert",
        ...names,
        "--out",
        "out",
        "--pages",
        "2",
        "--json",
      ]);
      const told = new Map(
        linesOf(stdout).map(({ file, code, output, pages }) => [file, code ?? [output, pages]]),
      );
      assert.equal(exitCode, 1);
      assert.deepEqual(Object.fromEntries(told), {
        "deck.pptx": ["out/deck.pdf", 1],
        "broken.pptx": "source_corrupt",
        "kept.pptx": "target_exists",
        "missing.docx": "source_missing",
      });
      assert.deepEqual(await slidesOf(await readFile(join(folder, "out/deck.pdf"))), ["Slide 2"]);
      assert.equal(await readFile(join(folder, "out/kept.pdf"), "utf8"), "of somebody else");
      assert.deepEqual((await readdir(join(folder, "out"))).sort(), ["deck.pdf", "kept.pdf"]);
      assert.deepEqual(await readdir(temporary), []);
    });

    it("converts standard input to standard output", async () => {
      const input = createPresentation({ slides: 3 });
      const { exitCode, stdout, stderr } = await platen(["convert", "-", "--from", "pptx"], { input });
      assert.equal(exitCode, 0, textOf(stderr));
      assert.deepEqual(await slidesOf(stdout), ["Slide 1", "Slide 2", "Slide 3"]);
    });

    it("ends at a signal, with nothing half done and no process left", async () => {
      await writeFile(join(folder, "long.pptx"), createPresentation({ slides: 800 }));
      const running = platen(["long.pptx", "--out", "ended"]);
      const pid = running.pid ?? 0;
      await until("the document is converted", async () =>
        (await readdir(temporary)).some((name) => name.startsWith("platen-file-")),
      );
      const descendants = descendantsOf(pid);
      assert.notEqual(descendants.length, 0);
      running.kill("SIGINT");
      assert.equal((await running).exitCode, 130);
      assert.deepEqual(stillRunning(descendants), []);
      assert.deepEqual(await readdir(join(folder, "ended")), []);
      assert.deepEqual(await readdir(temporary), []);
    });

    it("says what is wrong with a command line, and what it is", async () => {
      const wrong = await platen(["deck.pptx", "--pages", "0"]);
      assert.equal(wrong.exitCode, 2);
      assert.match(textOf(wrong.stderr), /pages/);
      assert.match(textOf((await platen(["--version"])).stdout), /^platen \d+\.\d+\.\d+$/);
    });

    describe("with a server", () => {
      let installation: Installation;
      let server: Program;
      const key = "a-key-of-the-command";

      before(async () => {
        installation = await Installation.open({ API_KEYS: `ann:${key}` });
        server = await installation.start("standalone");
      });

      after(() => installation.close());

      it("sends documents there and fetches the results", async () => {
        const names = ["deck.pptx", "broken.pptx"];
        const env = { PLATEN_SERVER: server.url, PLATEN_KEY: key };
        const { exitCode, stdout } = await platen([...names, "--to", "png", "--dpi", "40", "--json"], {
          env,
        });
        const told = new Map(linesOf(stdout).map(({ file, code, output }) => [file, code ?? output]));
        assert.deepEqual(Object.fromEntries(told), {
          "deck.pptx": "deck.zip",
          "broken.pptx": "source_corrupt",
        });
        assert.equal(exitCode, 1);
        const zip = unzipSync(await readFile(join(folder, "deck.zip")));
        assert.deepEqual(Object.keys(zip), ["deck-1.png", "deck-2.png"]);
        assert.deepEqual(await readdir(temporary), []);
      });

      it("says so where the key is wrong or nobody answers", async () => {
        const wrong = await platen(["deck.pptx", "--server", server.url, "--key", "another-key-entirely"]);
        assert.equal(wrong.exitCode, 2);
        assert.match(textOf(wrong.stderr), /--key/);
        const nobody = await platen(["deck.pptx", "--server", "http://127.0.0.1:9", "--out", "nobody"]);
        assert.equal(nobody.exitCode, 3);
        assert.match(textOf(nobody.stderr), /127\.0\.0\.1:9/);
      });
    });
  });
});
