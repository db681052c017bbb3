import { installPackages } from "../setup/install-packages.mjs";
import { installParts } from "../setup/install-parts.mjs";
import { projectNode } from "../setup/project-node.mjs";
import { Unable } from "../setup/unable.mjs";
import { debianWithNode } from "./debian-with-node.mjs";

/** The LibreOffice that a person named on the command line, as a build argument of an image. */
export function givenArguments() {
  const [version] = process.argv.slice(2);
  return /** @type {Record<string, string>} */ (version === undefined ? {} : { LIBREOFFICE: version });
}

/**
 * Sets up what a trial needs, runs it in roots of its own below /var/tmp/platen-images, which stay there, and prints
 * what it showed. Needs Linux, root and the network.
 * @param {string} command What a person types.
 * @param {(places: { node: string, base: string, cache: string }) => Promise<string> | string} trial Says in a sentence
 *   what works, and fails where it does not.
 */
export async function runTrial(command, trial) {
  try {
    if (process.getuid?.() !== 0)
      throw new Unable(
        `This makes a root of its own for programs, so it has to run as root: sudo ${command}`,
      );
    installPackages();
    installParts(["debootstrap"]);
    const node = projectNode();
    const cache = "/var/tmp/platen-images";
    const base = debianWithNode(cache, node);
    console.error(await trial({ node, base, cache }));
  } catch (error) {
    if (!(error instanceof Unable)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
