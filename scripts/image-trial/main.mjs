import { projectNode } from "../setup/project-node.mjs";
import { buildImage } from "./build-image.mjs";
import { debianWithNode } from "./debian-with-node.mjs";
import { tryPress } from "./try-press.mjs";
import { tryWorker } from "./try-worker.mjs";

// Builds the worker's image without Docker, in folders below /var/tmp/platen-images, and tries it as its container would
// run: as the user node, with a root that cannot be written. Needs Linux, root, debootstrap and the network.

if (process.getuid?.() !== 0) {
  console.error(
    "This makes a root of its own for programs, so it has to run as root: sudo scripts/try-worker-image",
  );
  process.exit(1);
}
const cache = "/var/tmp/platen-images";
const node = projectNode();
const base = debianWithNode(cache, node);
const image = buildImage("apps/worker/Dockerfile", { base, cache });
await tryWorker(image, node);
tryPress(image);
console.error("The worker's image works.");
