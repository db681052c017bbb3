import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterEach, beforeEach, describe, it } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createPresentation } from "@platen/test-documents";
import { execa } from "execa";
import { findLibreOffice } from "./find-libreoffice.ts";
import { makeOwnCaches } from "./own-caches.ts";
import { writeProfile } from "./profile.ts";

const office = await findLibreOffice();
const convertOnce = fileURLToPath(new URL("../../test-programs/convert-once.ts", import.meta.url));
const changing =
  "open,openat,creat,mkdir,mkdirat,unlink,unlinkat,rmdir,rename,renameat,renameat2,link,linkat,symlink,symlinkat," +
  "mknod,mknodat,chmod,fchmodat,chown,lchown,fchownat,utimensat,truncate";

describe("what all users of the machine share", { timeout: 120_000 }, () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "platen-test-"));
    // As root, documents are converted by users of their own, who must be able to enter the temporary folder below.
    await chmod(folder, 0o711);
  });
  afterEach(() => rm(folder, { recursive: true }));

  for (const engine of ["press", "libreoffice-convert"] as const)
    it(`is changed by no start and no conversion of ${engine}`, async () => {
      const shared = join(folder, "shared");
      for (const name of ["shared", "shared/home", "shared/fonts", "own"]) await mkdir(join(folder, name));
      // What fontconfig finds here is in no cache yet.
      const fonts = `<cachedir>${shared}/font-cache</cachedir><dir>${shared}/fonts</dir><include>fonts.conf</include>`;
      await writeFile(join(shared, "fonts.conf"), `<fontconfig>${fonts}</fontconfig>`);
      const source = join(folder, "own", "source.pptx");
      await writeFile(source, createPresentation({ slides: 1 }));
      const trace = join(folder, "trace");
      const command = [process.execPath, convertOnce, source, engine];
      const HOME = join(shared, "home");
      const environment = { PATH: "/usr/bin:/bin", HOME, TMPDIR: join(folder, "own") };
      await execa("strace", ["-f", "-o", trace, "-e", `trace=${changing}`, "--", ...command], {
        env: { ...environment, FONTCONFIG_FILE: join(shared, "fonts.conf") },
        extendEnv: false,
        timeout: 60_000,
      });
      assert.deepEqual(changesOutside(await readFile(trace, "utf8"), join(folder, "own")), []);
    });

  it("does not matter to LibreOffice, whoever runs it, once its caches are its own", async () => {
    const environment = await makeOwnCaches(join(folder, "caches"));
    await writeProfile(join(folder, "profile"), { ...office, locale: "en-GB" });
    await writeFile(join(folder, "source.txt"), "text");
    // An ordinary user where this is root, and this one otherwise.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) await execa("chown", ["-R", "65534:65534", folder]);
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`;
    const args = [
      profile,
      "--headless",
      "--convert-to",
      "pdf",
      "--outdir",
      folder,
      join(folder, "source.txt"),
    ];
    const asUser = isRoot ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
    const [program = "", ...rest] = [...asUser, office.program, ...args];
    await execa(program, rest, { env: { ...environment, HOME: folder }, timeout: 60_000 });
    await chmod(folder, 0o700);
    assert.ok((await stat(join(folder, "source.pdf"))).size > 0);
  });
});

/** Calls that changed something by an absolute path outside `own`. What a link leads to is not changed by it. */
function changesOutside(trace: string, own: string): string[] {
  const allowed = [own, "/dev/", "/proc/", "/tmp/OSL_PIPE_"];
  return trace.split("\n").filter((line) => {
    const isLook = /\bopen(at)?\(/.test(line) && !/O_WRONLY|O_RDWR|O_CREAT/.test(line);
    const named = line.replace(/link\("[^"]*", /, "link(");
    const paths = [...named.matchAll(/"(\/[^"]*)"/g)].map(([, path = ""]) => path);
    const isOutside = paths.some((path) => !allowed.some((place) => path.startsWith(place)));
    return /^\d+ +\w+\(/.test(line) && !isLook && isOutside && !/ = -1 E/.test(line);
  });
}
