import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { deadLetterActions, webActions, workerActions } from "./actions.ts";
import { workerPlaces } from "./context.ts";
import { templateOf } from "./test-context.ts";

interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Effect: string;
}

/** The statements of every policy whose name begins so. */
function statementsOf(template: ReturnType<typeof templateOf>, name: string): Statement[] {
  const policies = Object.entries(template.findResources("AWS::IAM::Policy")).filter(([id]) =>
    id.startsWith(name),
  );
  assert.equal(policies.length, 1, name);
  return policies.flatMap(([, policy]) => policy.Properties.PolicyDocument.Statement);
}

const actionsOf = (statements: Statement[]) => statements.flatMap(({ Action }) => Action).sort();

describe("the roles of the tasks", () => {
  const template = templateOf();

  it("may do exactly what is listed", () => {
    assert.deepEqual(
      actionsOf(statementsOf(template, "WebTaskTaskRole")),
      Object.values(webActions).flat().sort(),
    );
    const worker = [...Object.values(workerActions).flat(), ...deadLetterActions].sort();
    assert.deepEqual(actionsOf(statementsOf(template, "WorkerTaskTaskRole")), worker);
  });

  it("give the function what the worker's task may do, and Lambda what it needs to read the queue", () => {
    const role = statementsOf(templateOf({ workerPlace: "lambda" }), "WorkerFunctionServiceRole");
    const listed = [...Object.values(workerActions).flat(), ...deadLetterActions, "sqs:GetQueueUrl"];
    assert.deepEqual(new Set(actionsOf(role)), new Set(listed));
  });

  for (const workerPlace of workerPlaces) {
    it(`name every action and resource where workers run on ${workerPlace}`, () => {
      const place = templateOf({ workerPlace });
      const worker = workerPlace === "lambda" ? "WorkerFunctionServiceRole" : "WorkerTaskTaskRole";
      for (const statement of [...statementsOf(place, "WebTaskTaskRole"), ...statementsOf(place, worker)]) {
        for (const action of [statement.Action].flat()) assert.doesNotMatch(action, /\*/);
        for (const resource of [statement.Resource].flat()) {
          assert.notEqual(resource, "*");
          const text = JSON.stringify(resource);
          if (text.includes("*")) assert.match(text, /\/(sources|results)\/\*/);
        }
      }
    });
  }
});
