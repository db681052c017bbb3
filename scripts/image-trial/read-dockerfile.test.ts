import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { root } from "../setup/root.mjs";
import { readDockerfile } from "./read-dockerfile.mjs";

it("reads stages and instructions, over several lines and past comments", () => {
  const text =
    "# A comment\nFROM one AS first\nRUN a \\\n # in between\n && b\nFROM two\nCOPY --from=first /x/ y/\n";
  assert.deepEqual(readDockerfile(text), [
    { base: "one", name: "first", instructions: [{ word: "RUN", rest: "a   && b" }] },
    { base: "two", name: "", instructions: [{ word: "COPY", rest: "--from=first /x/ y/" }] },
  ]);
});

/** What a container has of these comes from what it is started with, in a trial from `insideRoot`. */
const declarations = ["EXPOSE", "VOLUME"];

for (const path of ["Dockerfile", "apps/worker/Dockerfile", "apps/lambda/Dockerfile"]) {
  it(`finds in ${path} nothing that a trial would pass over`, () => {
    const stages = readDockerfile(readFileSync(join(root, path), "utf8"));
    const steps = ["ARG", "RUN", "COPY", "WORKDIR", "ENV", "USER", "ENTRYPOINT", "CMD", "HEALTHCHECK"];
    const known = [...steps, ...declarations];
    const words = stages.flatMap(({ instructions }) => instructions.map(({ word }) => word));
    assert.deepEqual(
      words.filter((word) => !known.includes(word)),
      [],
    );
    assert.equal(stages.length, 3);
  });
}
