import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { backendSettings } from "@platen/backend";
import { converterSettings } from "@platen/converter";
import { settingsIn } from "@platen/program";
import { webSettings } from "@platen/web";
import { workerSettings } from "@platen/worker";
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
  for (const path of ["Dockerfile", ...projectFiles("apps/*/Dockerfile")]) {
    const dockerfile = readProjectFile(path);
    const app = path === "Dockerfile" ? "apps/standalone" : path.replace("/Dockerfile", "");
    const expected = [...foldersOf(app)].toSorted();

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

  it("run servers as an unprivileged user, under an init that reaps", () => {
    for (const path of ["Dockerfile", "apps/web/Dockerfile", "apps/worker/Dockerfile"]) {
      const last =
        readProjectFile(path)
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

  it("have the same packages of Debian for converting", () => {
    const installed = ["Dockerfile", "apps/worker/Dockerfile"].map((path) =>
      matches(readProjectFile(path), /--no-install-recommends (tini[^&]*)/g).map((words) =>
        words.replace(/[\s\\]+/g, " "),
      ),
    );
    assert.equal(installed[0]?.length, 1);
    assert.deepEqual(installed[0], installed[1]);
  });

  it("set only settings that the programs read", () => {
    const settings = settingsIn({ webSettings, workerSettings, converterSettings, backendSettings }).map(
      ({ variable }) => variable,
    );
    const set = matches(readProjectFile("Dockerfile"), /^ENV (.*)$/gm)
      .flatMap((line) => matches(line, /(\w+)=/g))
      .filter((name) => name !== "LANG");
    assert.ok(set.length > 4);
    assert.deepEqual(
      set.filter((name) => !settings.includes(name)),
      [],
    );
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

  it("starts one container with one volume on demand, and everything else otherwise", () => {
    const [, services = ""] = compose.split(/^services:$/m);
    const profiles = [...services.matchAll(/^ {2}(\w+):\n(?: {4}<<: .*\n)? {4}profiles: \[(.*)\]$/gm)].map(
      ([, name, profile]) => [name, profile],
    );
    assert.deepEqual(Object.fromEntries(profiles), {
      standalone: "standalone",
      localstack: '""',
      create: '""',
      web: '""',
      worker: '""',
    });
  });

  it("pins the version of the AWS emulator", () => {
    assert.match(compose, /image: localstack\/localstack:4\.14\.0$/m);
  });
});
