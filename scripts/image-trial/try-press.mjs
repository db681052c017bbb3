import { root } from "../setup/root.mjs";
import { insideRoot, run } from "./chroot.mjs";

/**
 * The press's contract with the image's LibreOffice, its Node and the press that was built in, as the user node. The
 * tests themselves and what they need come from the project.
 * @param {import("./build-image.mjs").Image} image
 */
export function tryPress({ folder, environment }) {
  const command =
    "exec node --test --test-timeout=600000 packages/converter/src/press/press-converter.test.ts";
  const native = "packages/converter/native/build";
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
