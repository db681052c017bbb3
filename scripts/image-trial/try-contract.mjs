import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../setup/root.mjs";
import { insideRoot, run } from "./chroot.mjs";

const native = "packages/converter/native/build";
const tests = [
  "press/press-engine.test.ts",
  "press/process/template-threads.test.ts",
  "press/jail/jail.test.ts",
  "libreoffice-convert/office-jail.test.ts",
  "press/tuning/tuning.test.ts",
  "press/jail/system-calls.test.ts",
  "libreoffice-convert/system-calls.test.ts",
  "press/tuning/child-memory.test.ts",
  "libreoffice-convert/libre-office-convert-engine.test.ts",
].map((name) => `packages/converter/src/${name}`);

/**
 * The converter contract of both engines, and what the press changes, with the image's LibreOffice, its Node and the
 * native programs that were built in, as the user node. The tests themselves and what they need come from the project.
 * @param {import("./build-image.mjs").Image} image
 */
export function tryContract({ folder, environment }) {
  // What was built for this machine is covered by what was built in the image, and need not be there.
  mkdirSync(join(root, native), { recursive: true });
  const command = `exec node --test --test-concurrency=1 --test-timeout=600000 ${tests.join(" ")}`;
  run(
    "unshare",
    insideRoot(folder, command, {
      folder: "/run/project",
      environment: { ...environment, HOME: "/tmp" },
      user: "1000:1000",
      isReadOnly: true,
      emptyFolders: ["/tmp"],
      mounts: [
        { from: root, to: "/run/project", isReadOnly: true },
        { from: `${folder}/app/${native}`, to: `/run/project/${native}`, isReadOnly: true },
      ],
    }),
  );
}
