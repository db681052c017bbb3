import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parse } from "yaml";
import { projectFiles, readProjectFile } from "./support/project-files.ts";

interface Step {
  readonly uses?: string;
  readonly run?: string;
}

interface Field {
  readonly type: string;
  readonly id?: string;
  readonly attributes: { readonly label?: string; readonly value?: string; readonly options?: string[] };
}

const read = (path: string) => parse(readProjectFile(path), { strict: true });

describe("what the place that hosts the project reads", () => {
  it("runs CI, and nothing that CI is not, on every Debian and processor, with actions of one version", () => {
    const { jobs, permissions } = read(".github/workflows/ci.yml");
    const { strategy, container, steps }: { strategy: unknown; container: unknown; steps: Step[] } = jobs.ci;
    assert.deepEqual(strategy, {
      "fail-fast": false,
      matrix: { debian: ["12", "13"], processor: ["amd64", "arm64"] },
    });
    assert.match(JSON.stringify(container), /"debian:\$\{\{ matrix\.debian \}\}"/);
    assert.deepEqual(permissions, { contents: "read" });
    assert.equal(steps.at(-1)?.run, ".ci/run");
    for (const { uses } of steps.filter(({ uses }) => uses !== undefined))
      assert.match(uses ?? "", /^[\w-]+\/[\w-]+@v\d+\.\d+\.\d+$/);
  });

  it("asks in its forms for what is needed to look into an issue", () => {
    const forms = projectFiles(".github/ISSUE_TEMPLATE/*.yml").filter((path) => !path.endsWith("config.yml"));
    assert.equal(forms.length, 3);
    for (const path of forms) {
      const { name, description, body }: { name: string; description: string; body: Field[] } = read(path);
      assert.ok(name && description, path);
      const ids = body.flatMap(({ id }) => id ?? []);
      assert.equal(new Set(ids).size, ids.length, path);
      for (const { type, attributes } of body) {
        assert.match(type, /^(markdown|textarea|input|dropdown|checkboxes)$/);
        assert.ok(type === "markdown" ? attributes.value : attributes.label, path);
      }
    }
    for (const path of ["bug", "conversion"])
      assert.match(readProjectFile(`.github/ISSUE_TEMPLATE/${path}.yml`), /npm run doctor/);
  });
});
