/**
 * One stage of an image.
 * @typedef {object} Stage
 * @property {string} base
 * @property {string} name Empty for a stage that no other one copies from.
 * @property {{ word: string, rest: string }[]} instructions
 */

/**
 * The stages of a Dockerfile with their instructions, joined where a line goes on. Only what Platen's own Dockerfiles
 * use: no ARG before a stage, no heredoc, no flags but --from.
 * @param {string} text
 * @returns {Stage[]}
 */
export function readDockerfile(text) {
  const lines = text
    .replace(/^\s*#.*\n/gm, "")
    .replace(/\\\n/g, " ")
    .split("\n")
    .filter((line) => line.trim() !== "");
  /** @type {Stage[]} */
  const stages = [];
  for (const line of lines) {
    const [, word = "", rest = ""] = /^(\S+)\s+(.*)$/.exec(line.trim()) ?? [];
    if (word === "FROM") {
      const [base = "", , name = ""] = rest.split(/\s+/);
      stages.push({ base, name, instructions: [] });
    } else stages.at(-1)?.instructions.push({ word, rest });
  }
  return stages;
}
