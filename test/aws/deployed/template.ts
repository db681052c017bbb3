import assert from "node:assert/strict";

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, Json>;
}

export interface Statement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** What the template says of the process of one part. */
export interface DeployedPart {
  readonly environment: Record<string, string>;
  /** Variables that come from Secrets Manager. */
  readonly secrets: readonly string[];
  /** Undefined: the user of the image. */
  readonly user: string | undefined;
  readonly isReadOnly: boolean;
  /** Folders that may be written. */
  readonly scratchFolders: readonly string[];
  readonly memoryMiB: number;
  /** What its role allows. */
  readonly statements: readonly Statement[];
}

/** The real things that stand for the resources of the template. */
export interface Stand {
  readonly region: string;
  readonly queueUrl: string;
  readonly deadLetterUrl: string;
  readonly bucket: string;
  readonly table: string;
}

export const arnOf = {
  queue: (url: string) => `arn:aws:sqs:::${url.split("/").at(-1)}`,
  bucket: (name: string) => `arn:aws:s3:::${name}`,
  table: (name: string) => `arn:aws:dynamodb:::table/${name}`,
};

/** A synthesised template whose resources are those of `stand`. Fails on whatever it does not know. */
export class DeployedTemplate {
  readonly #resources: Record<string, Resource>;
  readonly #stand: Stand;

  constructor(template: unknown, stand: Stand) {
    this.#resources = (template as { Resources: Record<string, Resource> }).Resources;
    this.#stand = stand;
  }

  task(name: "Web" | "Worker"): DeployedPart {
    const { Properties: task } = this.#only("AWS::ECS::TaskDefinition", `${name}Task`);
    // biome-ignore lint/suspicious/noExplicitAny: CloudFormation's own shape, which the assertions below hold.
    const [container, ...others] = task.ContainerDefinitions as any[];
    assert.equal(others.length, 0);
    const mounts: { ContainerPath: string; ReadOnly: boolean }[] = container.MountPoints ?? [];
    return {
      environment: Object.fromEntries(
        (container.Environment as { Name: string; Value: Json }[]).map(({ Name, Value }) => [
          Name,
          this.#text(Value),
        ]),
      ),
      secrets: ((container.Secrets ?? []) as { Name: string }[]).map(({ Name }) => Name),
      user: container.User,
      isReadOnly: container.ReadonlyRootFilesystem === true,
      scratchFolders: mounts.filter(({ ReadOnly }) => !ReadOnly).map(({ ContainerPath }) => ContainerPath),
      memoryMiB: Number(container.Memory ?? task.Memory),
      statements: this.#statements(`${name}TaskTaskRole`),
    };
  }

  /** Lambda gives a function a user of its own, a read-only root and /tmp, and names the region. */
  function(): DeployedPart {
    const { Properties } = this.#only("AWS::Lambda::Function", "WorkerFunction");
    const { Variables } = Properties.Environment as { Variables: Record<string, Json> };
    return {
      environment: {
        ...Object.fromEntries(Object.entries(Variables).map(([name, value]) => [name, this.#text(value)])),
        AWS_REGION: this.#stand.region,
      },
      secrets: [],
      user: "993:990",
      isReadOnly: true,
      scratchFolders: ["/tmp"],
      memoryMiB: Number(Properties.MemorySize),
      statements: this.#statements("WorkerFunctionServiceRole"),
    };
  }

  #only(type: string, idStart: string): Resource {
    const found = Object.entries(this.#resources).filter(
      ([id, resource]) => resource.Type === type && id.startsWith(idStart),
    );
    assert.equal(found.length, 1, `${type} ${idStart}`);
    return found[0]?.[1] as Resource;
  }

  #statements(roleStart: string): Statement[] {
    const { PolicyDocument } = this.#only("AWS::IAM::Policy", roleStart).Properties as unknown as {
      PolicyDocument: { Statement: { Action: string | string[]; Resource: Json; Effect: string }[] };
    };
    return PolicyDocument.Statement.map(({ Action, Resource, Effect }) => {
      assert.equal(Effect, "Allow");
      return { actions: [Action].flat(), resources: [Resource].flat().map((each) => this.#text(each)) };
    });
  }

  /** A value with its references put in. */
  #text(value: Json): string {
    if (typeof value !== "object" || value === null) return String(value);
    if (Array.isArray(value)) assert.fail(JSON.stringify(value));
    if (typeof value.Ref === "string") return this.#reference(value.Ref);
    if (Array.isArray(value["Fn::Join"])) {
      const [separator, parts] = value["Fn::Join"] as [string, Json[]];
      return parts.map((part) => this.#text(part)).join(separator);
    }
    if (Array.isArray(value["Fn::GetAtt"])) {
      const [id, attribute] = value["Fn::GetAtt"] as [string, string];
      assert.equal(attribute, "Arn");
      return this.#arn(id);
    }
    return assert.fail(`not known: ${JSON.stringify(value)}`);
  }

  #reference(id: string): string {
    if (id === "AWS::Partition") return "aws";
    if (id === "AWS::Region") return this.#stand.region;
    const { bucket, table } = this.#stand;
    return { queue: this.#queueUrl(id), bucket, table }[this.#kind(id)];
  }

  #arn(id: string): string {
    const { bucket, table } = this.#stand;
    return {
      queue: arnOf.queue(this.#queueUrl(id)),
      bucket: arnOf.bucket(bucket),
      table: arnOf.table(table),
    }[this.#kind(id)];
  }

  #queueUrl(id: string): string {
    return id.includes("DeadLetters") ? this.#stand.deadLetterUrl : this.#stand.queueUrl;
  }

  #kind(id: string): "queue" | "bucket" | "table" {
    const kinds: Record<string, "queue" | "bucket" | "table"> = {
      "AWS::SQS::Queue": "queue",
      "AWS::S3::Bucket": "bucket",
      "AWS::DynamoDB::GlobalTable": "table",
    };
    return kinds[this.#resources[id]?.Type ?? ""] ?? assert.fail(`not known: ${id}`);
  }
}
