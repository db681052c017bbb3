import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { backendSettings } from "@platen/backend";
import { settingsIn } from "@platen/program";
import { projectFiles, readProjectFile, workspaces } from "../support/project-files.ts";

const all = workspaces();

/** The folders of a workspace and of all workspaces that it depends on. */
function foldersOf(folder: string, found = new Set<string>()): Set<string> {
  const workspace = all.find((candidate) => candidate.folder === folder);
  if (workspace === undefined || found.has(folder)) return found;
  found.add(folder);
  for (const name of workspace.dependencies) {
    const dependency = all.find((candidate) => candidate.name === name);
    if (dependency !== undefined) foldersOf(dependency.folder, found);
  }
  return found;
}

const matches = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, first]) => first ?? "");

describe("the images", () => {
  for (const path of projectFiles("apps/*/Dockerfile")) {
    const dockerfile = readProjectFile(path);
    const expected = [...foldersOf(path.replace("/Dockerfile", ""))].toSorted();

    it(`take in every package that the app stands on, and no other: ${path}`, () => {
      const described = matches(dockerfile, /^COPY (\S+)\/package\.json \1\/$/gm);
      const installed = matches(dockerfile, /--workspace (\S+)/g);
      const copied = matches(dockerfile, /^COPY ((?:apps|packages)\/[^/\s]+)\/ \1\/$/gm);
      for (const folders of [described, installed, copied]) assert.deepEqual(folders.toSorted(), expected);
    });

    it(`use Debian 13 with Node 24 in every stage: ${path}`, () => {
      for (const image of matches(dockerfile, /^FROM (\S+)/gm)) assert.equal(image, "node:24-trixie-slim");
    });
  }

  it("run web and worker as an unprivileged user, under an init that reaps", () => {
    for (const app of ["web", "worker"]) {
      const last =
        readProjectFile(`apps/${app}/Dockerfile`)
          .split(/^FROM /m)
          .at(-1) ?? "";
      assert.match(last, /^USER node$/m);
      assert.match(last, /^ENTRYPOINT \["\/usr\/bin\/tini", "--"\]$/m);
    }
  });

  it("contain LibreOffice only where documents are converted", () => {
    assert.doesNotMatch(readProjectFile("apps/web/Dockerfile"), /apt-get install[^&]*libreoffice/);
    assert.match(readProjectFile("apps/worker/Dockerfile"), /apt-get install[^&]*libreoffice-impress-nogui/);
  });
});

describe("docker-compose.yml", () => {
  const compose = readProjectFile("docker-compose.yml");

  it("sets only settings that the programs read, and all that the AWS backend needs", () => {
    const aws = /^x-aws: &aws\n((?: {2}.*\n)+)/m.exec(compose)?.[1] ?? "";
    const set = matches(aws, /^ {2}([A-Z_]+):/gm);
    const known = [
      ...settingsIn({ backendSettings }).map(({ variable }) => variable),
      "AWS_ACCESS_KEY_ID",
      "AWS_SECRET_ACCESS_KEY",
    ];
    assert.deepEqual(
      set.filter((name) => !known.includes(name)),
      [],
    );
    for (const name of ["BACKEND", "AWS_REGION", "QUEUE_URL", "BUCKET", "TABLE"])
      assert.ok(set.includes(name), name);
  });

  it("builds from existing files, and opens ports on this machine only", () => {
    for (const dockerfile of matches(compose, /dockerfile: (\S+?)\s*\}/g))
      assert.ok(readProjectFile(dockerfile).length > 0);
    for (const ports of matches(compose, /ports: \[(.*)\]/g)) assert.match(ports, /^"127\.0\.0\.1:/);
  });

  it("pins the version of the AWS emulator", () => {
    assert.match(compose, /image: localstack\/localstack:4\.14\.0$/m);
  });
});
