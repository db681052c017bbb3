import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { backendSettings, policySettings } from "@platen/backend";
import { converterSettings } from "@platen/converter";
import { outboundSettings } from "@platen/outbound";
import { logSettings, settingsIn } from "@platen/program";
import { webSettings } from "@platen/web";
import { endingMs, monitorSettings, workerSettings } from "@platen/worker";
import { parseAllDocuments } from "yaml";
import { projectFolder, readProjectFile } from "./support/project-files.ts";

const folder = "infra/kubernetes";
const shared = { backendSettings, policySettings, outboundSettings, logSettings };
const settingsOf = {
  web: settingsIn({ ...shared, webSettings }).map(({ variable }) => variable),
  worker: settingsIn({ ...shared, workerSettings, monitorSettings, converterSettings }).map(
    ({ variable }) => variable,
  ),
};

const objects = readdirSync(join(projectFolder, folder)).flatMap((name) =>
  parseAllDocuments(readProjectFile(`${folder}/${name}`)).map((document) => {
    assert.deepEqual(document.errors, [], name);
    return document.toJS();
  }),
);

function find(kind: string, name: string) {
  return objects.find((each) => each.kind === kind && each.metadata.name === name) ?? assert.fail(name);
}

const common: Record<string, string> = find("ConfigMap", "platen").data;

for (const app of ["web", "worker"] as const) {
  const deployment = find("Deployment", `platen-${app}`);
  const pod = deployment.spec.template.spec;
  const [container] = pod.containers;
  const own: Record<string, string> = Object.fromEntries(
    container.env.map(({ name, value }: { name: string; value: string }) => [name, value]),
  );

  describe(`the ${app} in Kubernetes`, () => {
    it("sets only settings that the program reads", () => {
      const set = [...Object.keys(common), ...Object.keys(own)];
      assert.deepEqual(
        set.filter((name) => !settingsOf[app].includes(name)),
        [],
      );
      for (const value of Object.values({ ...common, ...own })) assert.equal(typeof value, "string");
    });

    it("holds to what Kubernetes calls a restricted pod, on a root that cannot be written", () => {
      const { runAsNonRoot, runAsUser, seccompProfile } = pod.securityContext;
      assert.deepEqual(
        [runAsNonRoot, runAsUser, seccompProfile.type, pod.automountServiceAccountToken],
        [true, 1000, "RuntimeDefault", false],
      );
      assert.deepEqual(container.securityContext, {
        readOnlyRootFilesystem: true,
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
      });
    });

    it("may write to the volumes of its image and to nothing else", () => {
      const dockerfile = readProjectFile(`apps/${app}/Dockerfile`);
      const wanted: string[] = JSON.parse(dockerfile.match(/^VOLUME (.*)$/m)?.[1] ?? "[]");
      const mounts: { name: string; mountPath: string }[] = container.volumeMounts;
      assert.deepEqual(mounts.map(({ mountPath }) => mountPath).sort(), wanted.sort());
      const volumes: { name: string; emptyDir: object }[] = pod.volumes;
      assert.deepEqual(volumes.map(({ name }) => name).sort(), mounts.map(({ name }) => name).sort());
      for (const { emptyDir } of volumes) assert.ok(emptyDir);
    });

    it("says what it needs, and has a limit of memory", () => {
      const { requests, limits } = container.resources;
      assert.ok(requests.cpu && requests.memory);
      assert.equal(limits.memory, requests.memory);
    });

    it("is found by its selector and has the account that is there", () => {
      const { labels } = deployment.spec.template.metadata;
      for (const [label, value] of Object.entries(deployment.spec.selector.matchLabels))
        assert.equal(labels[label], value);
      assert.ok(find("ServiceAccount", pod.serviceAccountName));
      assert.deepEqual(container.envFrom[0], { configMapRef: { name: "platen" } });
    });
  });
}

describe("the probes in Kubernetes", () => {
  it("ask a web app whether it lives, and only at its start whether its backend does", () => {
    const pod = find("Deployment", "platen-web").spec.template.spec;
    const [{ startupProbe, readinessProbe, livenessProbe, ports, env }] = pod.containers;
    assert.deepEqual(
      [startupProbe, readinessProbe, livenessProbe].map(({ httpGet }) => `${httpGet.port} ${httpGet.path}`),
      ["http /readyz", "http /livez", "http /livez"],
    );
    assert.deepEqual(ports, [{ name: "http", containerPort: 3000 }]);
    assert.ok(
      env.some((each: { name: string; value: string }) => each.name === "PORT" && each.value === "3000"),
    );
    const service = find("Service", "platen-web").spec;
    assert.deepEqual(service.ports, [{ name: "http", port: 80, targetPort: "http" }]);
    const { labels } = find("Deployment", "platen-web").spec.template.metadata;
    for (const [label, value] of Object.entries(service.selector)) assert.equal(labels[label], value);
  });

  it("ask a worker from inside, at the port that it is told", () => {
    const [container] = find("Deployment", "platen-worker").spec.template.spec.containers;
    const { value: port } = container.env.find(
      ({ name }: { name: string }) => name === "WORKER_METRICS_PORT",
    );
    for (const [probe, path] of [
      ["startupProbe", "readyz"],
      ["readinessProbe", "readyz"],
      ["livenessProbe", "metrics"],
    ] as const) {
      const [program, flag, code] = container[probe].exec.command;
      assert.deepEqual([program, flag], ["node", "--eval"]);
      assert.ok(code.startsWith(`fetch("http://127.0.0.1:${port}/${path}")`), code);
    }
  });
});

describe("workers in Kubernetes", () => {
  it("have the time to give their jobs back before they are killed", () => {
    const pod = find("Deployment", "platen-worker").spec.template.spec;
    const drain = pod.containers[0].env.find(({ name }: { name: string }) => name === "DRAIN_MS");
    assert.ok(pod.terminationGracePeriodSeconds * 1_000 >= Number(drain.value) + endingMs);
  });

  it("are as many as KEDA makes of the depth of their queue, and never none", () => {
    assert.equal(find("Deployment", "platen-worker").spec.replicas, undefined);
    const { scaleTargetRef, minReplicaCount, maxReplicaCount, triggers } = find(
      "ScaledObject",
      "platen-worker",
    ).spec;
    assert.equal(scaleTargetRef.name, "platen-worker");
    assert.ok(minReplicaCount >= 1 && maxReplicaCount > minReplicaCount);
    const [{ type, metadata, authenticationRef }] = triggers;
    assert.equal(type, "aws-sqs-queue");
    assert.ok(find("TriggerAuthentication", authenticationRef.name));
    assert.ok(metadata.queueURLFromEnv in common);
    assert.equal(metadata.awsRegion, common.AWS_REGION);
  });
});
