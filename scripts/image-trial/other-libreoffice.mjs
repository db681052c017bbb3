import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { installParts } from "../setup/install-parts.mjs";
import { installVerapdf } from "../setup/install-verapdf.mjs";
import { engineParts, nativeParts, quickParts, systemParts } from "../setup/system-parts.mjs";
import { Unable } from "../setup/unable.mjs";
import { buildImage } from "./build-image.mjs";
import { insideRoot } from "./chroot.mjs";
import { readDockerfile } from "./read-dockerfile.mjs";
import { givenArguments, runTrial } from "./run-trial.mjs";
import { tryContract } from "./try-contract.mjs";

// Platen's converter contract with another LibreOffice than this machine's: 25.2, which is Debian 13's, or 26.8 of its
// backports, with the packages that `npm start` would install there and the native programs built against its headers.

const parts = [...engineParts, ...nativeParts, ...quickParts, "java"];
const packages = parts.flatMap((name) => systemParts[name]?.debianPackages ?? []);
const recipe = `
FROM node:24-trixie-slim
ARG LIBREOFFICE=25.2
COPY scripts/choose-libreoffice /usr/local/sbin/
RUN choose-libreoffice "$LIBREOFFICE" \\
 && apt-get update \\
 && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends ${packages.join(" ")}
WORKDIR /app
COPY packages/converter/native/ packages/converter/native/
RUN node packages/converter/native/build.mjs
ENV LANG=C.UTF-8
`;

await runTrial("scripts/test-other-libreoffice", ({ base, cache }) => {
  installParts(["maven"]);
  installVerapdf();
  const image = buildImage(readDockerfile(recipe), {
    base,
    cache: join(cache, "other-libreoffice"),
    given: givenArguments(),
  });
  const version = versionIn(image);
  console.error(`Trying ${version} of Debian 13.`);
  try {
    tryContract(image);
  } catch {
    throw new Unable(
      `${version} of Debian 13 does not keep the converter contract; the tests say why above.`,
    );
  }
  return `${version} of Debian 13 keeps the converter contract, with both engines.`;
});

/** @param {import("./build-image.mjs").Image} image */
function versionIn({ folder, environment }) {
  const inside = { folder: "/", environment: { ...environment, HOME: "/tmp" }, emptyFolders: ["/tmp"] };
  const args = insideRoot(folder, "soffice --version", inside);
  return spawnSync("unshare", args, { encoding: "utf8" }).stdout.trim();
}
