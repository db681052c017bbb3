import { cpSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { root } from "../setup/root.mjs";
import { insideRoot, run } from "./chroot.mjs";

/**
 * What a container of an image is started with.
 * @typedef {object} Image
 * @property {string} folder Its root.
 * @property {Record<string, string>} environment
 * @property {Record<string, string>} [variables] What its steps see beside that: the values of its build arguments.
 * @property {string} user
 * @property {string} workFolder
 * @property {string[]} command Entry point and command.
 * @property {string[]} [healthcheck] The command of the look at its health.
 */

const path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/**
 * Does what the stages of a Dockerfile say, step by step, in folders instead of layers: each RUN as root in a root of
 * its own, each COPY from the project without what .dockerignore names, or from an earlier stage. Every stage begins
 * with `base`. What `given` does not name of the build arguments has its default.
 * @param {import("./read-dockerfile.mjs").Stage[]} stages
 * @param {{ base: string, cache: string, given?: Record<string, string> }} places
 * @returns {Image}
 */
export function buildImage(stages, { base, cache, given = {} }) {
  mkdirSync(cache, { recursive: true });
  /** @type {Map<string, Image>} */
  const built = new Map();
  /** @type {Image | undefined} */
  let image;
  for (const [index, stage] of stages.entries()) {
    const folder = join(cache, `stage-${index}`);
    rmSync(folder, { recursive: true, force: true });
    run("cp", ["--archive", "--reflink=auto", base, folder]);
    image = { folder, environment: { PATH: path }, user: "root", workFolder: "/", command: [] };
    for (const { word, rest } of stage.instructions) {
      console.error(`${stage.name || "the image"}: ${word} ${rest.slice(0, 120)}`);
      steps[word]?.(image, rest, { built, given });
    }
    built.set(stage.name, image);
  }
  if (image === undefined) throw new Error("There is no stage to build.");
  return image;
}

/** @typedef {{ built: Map<string, Image>, given: Record<string, string> }} Build */

/** @type {Record<string, (image: Image, rest: string, build: Build) => void>} */
const steps = {
  ARG: (image, argument, { given }) => {
    const [name = "", value = ""] = argument.split("=");
    image.variables = { ...image.variables, [name]: given[name] ?? value };
  },
  RUN: (image, command) => {
    const { folder, environment, variables, workFolder } = image;
    const { certificates, ...outside } = outsideWorld();
    const inside = {
      folder: workFolder,
      environment: { ...environment, ...variables, ...outside },
      mounts: certificates,
    };
    run("unshare", insideRoot(folder, command, inside));
  },
  COPY: (image, rest, { built: stages }) => {
    const words = rest.split(/\s+/);
    const stage = words[0]?.startsWith("--from=") ? stages.get(words.shift()?.slice(7) ?? "") : undefined;
    const to = words.pop() ?? "";
    const target = join(image.folder, to.startsWith("/") ? to : join(image.workFolder, to));
    for (const source of words) copy(join(stage?.folder ?? root, source), target, stage === undefined);
  },
  WORKDIR: (image, folder) => {
    image.workFolder = folder;
    mkdirSync(join(image.folder, folder), { recursive: true });
  },
  ENV: (image, pairs) => {
    for (const pair of pairs.split(/\s+/)) {
      const [name = "", value = ""] = pair.split("=");
      image.environment[name] = value;
    }
  },
  USER: (image, user) => {
    image.user = user;
  },
  ENTRYPOINT: (image, words) => {
    image.command = JSON.parse(words);
  },
  CMD: (image, words) => {
    image.command = [...image.command, ...JSON.parse(words)];
  },
  HEALTHCHECK: (image, rest) => {
    image.healthcheck = JSON.parse(rest.slice(rest.indexOf("[")));
  },
};

/**
 * A folder's content goes into the target, a file below or beside it, as Docker does it.
 * @param {string} source
 * @param {string} target
 * @param {boolean} isProject
 */
function copy(source, target, isProject) {
  const ignored = isProject ? ignoredNames() : new Set();
  const filter = (/** @type {string} */ from) => from === source || !ignored.has(basename(from));
  const isFolder = source.endsWith("/");
  const to = isFolder || !target.endsWith("/") ? target : join(target, basename(source));
  mkdirSync(isFolder ? to : dirname(to), { recursive: true });
  cpSync(source, to, { recursive: true, verbatimSymlinks: true, filter });
}

/** The names of .dockerignore, which in this project hold at any depth or for what lies only at the top. */
function ignoredNames() {
  const lines = readFileSync(join(root, ".dockerignore"), "utf8").split("\n");
  return new Set(
    lines.filter((line) => line !== "" && !line.startsWith("#")).map((line) => line.replace("**/", "")),
  );
}

/** A machine behind a proxy of its own has certificates that no Debian knows. */
function outsideWorld() {
  const file = process.env.NODE_EXTRA_CA_CERTS;
  if (file === undefined) return { certificates: [] };
  return {
    NODE_EXTRA_CA_CERTS: `/run/outside/${basename(file)}`,
    certificates: [{ from: dirname(file), to: "/run/outside", isReadOnly: true }],
  };
}
