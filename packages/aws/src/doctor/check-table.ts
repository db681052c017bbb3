import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  type KeySchemaElement,
  type TableDescription,
} from "@aws-sdk/client-dynamodb";
import { tableShape } from "../create/create-table.ts";
import { type Finding, found, sound, wrong } from "./finding.ts";

const anew = "Make a new table with `npm run aws:create`: keys and indexes cannot be changed by it.";

/** Fails as the AWS SDK does when the table cannot be looked at. */
export async function checkTable(client: DynamoDBClient, table: string): Promise<Finding[]> {
  const { Table = {} } = await client.send(new DescribeTableCommand({ TableName: table }));
  const { TimeToLiveDescription: ttl } = await client.send(
    new DescribeTimeToLiveCommand({ TableName: table }),
  );
  const shape = tableShape(table);
  const isExpiring = ttl?.AttributeName === "ttl" && /^ENABL/.test(ttl.TimeToLiveStatus ?? "");
  return [
    found(Table.TableStatus === "ACTIVE", {
      sound: `Table ${table} is there and active.`,
      wrong: `Table ${table} is ${Table.TableStatus}. Wait until it is ACTIVE.`,
    }),
    found(keysOf(Table.KeySchema) === keysOf(shape.KeySchema), {
      sound: "Its key is id.",
      wrong: `Its key is ${keysOf(Table.KeySchema)} and must be ${keysOf(shape.KeySchema)}. ${anew}`,
    }),
    ...shape.GlobalSecondaryIndexes.map((wanted) => indexFinding(Table, wanted)),
    found(isExpiring, {
      sound: "Jobs that are over expire by the attribute ttl.",
      wrong: "Time to live is not on for the attribute ttl, so old jobs may stay for ever. Switch it on.",
    }),
  ];
}

type Index = ReturnType<typeof tableShape>["GlobalSecondaryIndexes"][number];

function indexFinding({ GlobalSecondaryIndexes = [] }: TableDescription, wanted: Index): Finding {
  const { IndexName: name } = wanted;
  const index = GlobalSecondaryIndexes.find(({ IndexName }) => IndexName === name);
  if (index === undefined) return wrong(`The index ${name} is missing. ${anew}`);
  const keys = keysOf(index.KeySchema);
  if (keys !== keysOf(wanted.KeySchema))
    return wrong(`The index ${name} has the keys ${keys} and must have ${keysOf(wanted.KeySchema)}. ${anew}`);
  const held = index.Projection?.NonKeyAttributes ?? [];
  const lacks = nonKeysOf(wanted).filter((attribute) => !held.includes(attribute));
  if (lacks.length > 0 && index.Projection?.ProjectionType !== "ALL")
    return wrong(
      `The index ${name} does not hold ${lacks.join(" and ")}, so lists cannot be filtered or owners not be held to their limits. ${anew}`,
    );
  return sound(`The index ${name} is there, by ${keys}.`);
}

function nonKeysOf({ Projection }: Index): readonly string[] {
  return "NonKeyAttributes" in Projection ? Projection.NonKeyAttributes : [];
}

function keysOf(schema: readonly KeySchemaElement[] = []): string {
  return schema.map(({ AttributeName }) => AttributeName).join(" and ");
}
