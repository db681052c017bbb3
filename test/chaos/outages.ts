import { rename } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import type { Fault } from "@platen/aws/test-support";
import type { Site } from "./site.ts";

/** Something that the product depends on goes away, until the returned function brings it back. */
export interface Outage {
  readonly name: string;
  readonly begin: (site: Site) => Promise<() => Promise<void>>;
}

/** On one machine: another process holds the database, or the folder of files is gone, as an unplugged disk is. */
const local: readonly Outage[] = [
  {
    name: "database held",
    begin: async ({ environment }) => {
      const database = new DatabaseSync(environment.DATABASE_PATH ?? "");
      database.exec("BEGIN IMMEDIATE");
      return async () => database.close();
    },
  },
  {
    name: "storage gone",
    begin: async ({ environment: { STORAGE_PATH: path = "" } }) => {
      await rename(path, `${path}.away`);
      return async () => rename(`${path}.away`, path);
    },
  },
];

const services = { queue: "/sqs/", table: "/dynamodb/", storage: "/s3/" } as const;

/** The service that a request is for, as its signature names it. */
const isFor = (authorization: string | undefined, service: string) =>
  authorization?.includes(service) === true;

/** Over a wire: connections that break, and connections that stay open while nothing comes back. */
const aws: readonly Outage[] = (["refuse", "hang"] as const satisfies readonly Fault[]).flatMap((fault) =>
  Object.entries(services).map(([name, service]) => ({
    name: `${name} ${fault === "refuse" ? "away" : "half open"}`,
    begin: async ({ proxy }: Site) => {
      if (proxy === undefined) throw new Error("this outage needs calls that go over a wire");
      proxy.decide = ({ headers }) => (isFor(headers.authorization, service) ? fault : "pass");
      return async () => {
        proxy.decide = () => "pass";
      };
    },
  })),
);

export const outages = { local, aws } as const;
