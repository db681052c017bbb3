import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../setup/root.mjs";
import { buildImage } from "./build-image.mjs";
import { bootedRoot } from "./chroot.mjs";
import { convertAll, untilReady } from "./convert-over-http.mjs";
import { freePort } from "./free-port.mjs";
import { readDockerfile } from "./read-dockerfile.mjs";
import { givenArguments, runTrial } from "./run-trial.mjs";

// Boots a Debian 13 whose first process is systemd, with the unit of infra/systemd and all its hardening, and has it
// convert. It is what a person does who follows the unit's first lines, on the image for one machine.

/** @param {number} port */
const installing = (port) => `
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends systemd
RUN cp --archive /app /opt/platen && mkdir -p /opt/platen/node_modules/.bin \\
 && ln -sf /usr/local/bin/node /opt/platen/node_modules/.bin/node && echo PORT=${port} > /etc/platen.env
COPY infra/systemd/platen.service /etc/systemd/system/
RUN systemctl enable platen
`;

await runTrial("scripts/try-systemd", async ({ base, cache }) => {
  const port = await freePort();
  const recipe = readFileSync(join(root, "Dockerfile"), "utf8") + installing(port);
  const stages = readDockerfile(recipe);
  const { folder } = buildImage(stages, { base, cache: join(cache, "systemd"), given: givenArguments() });
  const booted = spawn("unshare", bootedRoot(folder, "/lib/systemd/systemd"), { stdio: "inherit" });
  /** @type {Promise<never>} */
  const ended = once(booted, "exit").then(([status]) => {
    throw new Error(`systemd ended with ${status}.`);
  });
  try {
    const url = `http://127.0.0.1:${port}`;
    const documents = join(folder, "opt/platen/packages/converter/native/build/warm-up");
    await Promise.race([untilReady(url), ended]);
    await Promise.race([convertAll(url, documents), ended]);
    return "The unit of systemd works.";
  } finally {
    ended.catch(() => {});
    booted.kill("SIGKILL");
    await once(booted, "close");
  }
});
