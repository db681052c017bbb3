import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";

/** The table of DynamoJobStore, as docs/decisions/dynamodb-table.md explains it. */
export function tableShape(table: string) {
  return {
    TableName: table,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [
      { AttributeName: "id", AttributeType: "S" },
      { AttributeName: "dueShard", AttributeType: "S" },
      { AttributeName: "dueAt", AttributeType: "N" },
      { AttributeName: "owner", AttributeType: "S" },
      { AttributeName: "createdKey", AttributeType: "S" },
      { AttributeName: "batchKey", AttributeType: "S" },
    ],
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    GlobalSecondaryIndexes: [
      {
        IndexName: "due",
        KeySchema: [
          { AttributeName: "dueShard", KeyType: "HASH" },
          { AttributeName: "dueAt", KeyType: "RANGE" },
        ],
        Projection: { ProjectionType: "KEYS_ONLY" },
      },
      {
        IndexName: "owner",
        KeySchema: [
          { AttributeName: "owner", KeyType: "HASH" },
          { AttributeName: "createdKey", KeyType: "RANGE" },
        ],
        Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["status", "batch", "bytes", "ttl"] },
      },
      {
        IndexName: "batch",
        KeySchema: [
          { AttributeName: "batchKey", KeyType: "HASH" },
          { AttributeName: "createdKey", KeyType: "RANGE" },
        ],
        Projection: {
          ProjectionType: "INCLUDE",
          NonKeyAttributes: ["status", "batch", "bytes", "attempt", "ttl"],
        },
      },
    ],
  } satisfies CreateTableCommandInput;
}

/** Makes the table where there is none; returns when it can be used. One that is there stays as it is. */
export async function createTable(client: DynamoDBClient, table: string): Promise<void> {
  try {
    await client.send(new CreateTableCommand(tableShape(table)));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
    // An earlier run may have ended before time to live was on.
  }
  await waitUntilTableExists({ client, maxWaitTime: 120, minDelay: 1, maxDelay: 3 }, { TableName: table });
  await expireBy(client, table);
}

async function expireBy(client: DynamoDBClient, table: string): Promise<void> {
  const { TimeToLiveDescription: present } = await client.send(
    new DescribeTimeToLiveCommand({ TableName: table }),
  );
  if (present?.AttributeName === "ttl") return; // asking for it twice is an error
  const TimeToLiveSpecification = { AttributeName: "ttl", Enabled: true };
  await client.send(new UpdateTimeToLiveCommand({ TableName: table, TimeToLiveSpecification }));
}
