import { rename } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import type { Fault } from "@platen/aws/test-support";
import type { Installation } from "./installation.ts";

/** Makes a service that the product depends on unavailable, until the returned function restores it. */
export interface Outage {
  readonly name: string;
  readonly begin: (installation: Installation) => Promise<() => Promise<void>>;
}

/** On one machine: another process locks the database, or the folder of files is missing, like an unplugged disk. */
const local: readonly Outage[] = [
  {
    name: "database locked",
    begin: async ({ environment }) => {
      const database = new DatabaseSync(environment.DATABASE_PATH ?? "");
      database.exec("BEGIN IMMEDIATE");
      return async () => database.close();
    },
  },
  {
    name: "storage missing",
    begin: async ({ environment: { STORAGE_PATH: path = "" } }) => {
      await rename(path, `${path}.unavailable`);
      return async () => rename(`${path}.unavailable`, path);
    },
  },
];

const services = { queue: "/sqs/", table: "/dynamodb/", storage: "/s3/" } as const;

/** Whether a request is for this service, according to its signature. */
const isFor = (authorization: string | undefined, service: string) =>
  authorization?.includes(service) === true;

/** Over the network: connections that are refused, and connections that stay open without an answer. */
const aws: readonly Outage[] = (["refuse", "hang"] as const satisfies readonly Fault[]).flatMap((fault) =>
  Object.entries(services).map(([name, service]) => ({
    name: `${name} ${fault === "refuse" ? "unavailable" : "not answering"}`,
    begin: async ({ proxy }: Installation) => {
      if (proxy === undefined) throw new Error("this outage needs calls that go through the proxy");
      proxy.decide = ({ headers }) => (isFor(headers.authorization, service) ? fault : "pass");
      return async () => {
        proxy.decide = () => "pass";
      };
    },
  })),
);

export const outages = { local, aws } as const;
