import { randomBytes } from "node:crypto";
import { ConditionalCheckFailedException, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { asking, jobStore } from "../asking.ts";

/** No job has it: the ids of jobs are UUIDs. */
const id = "installation";

/**
 * The secret of this installation, made by whoever asks first: all who ask at the same time get the one that was
 * stored.
 */
export async function installationKey(client: DynamoDBClient, table: string): Promise<Uint8Array> {
  const documents = DynamoDBDocumentClient.from(client);
  return asking(jobStore, async () => {
    for (;;) {
      const read = new GetCommand({ TableName: table, Key: { id }, ConsistentRead: true });
      const { Item } = await documents.send(read);
      if (Item?.idKey instanceof Uint8Array) return Item.idKey;
      await storeUnlessThere(documents, table);
    }
  });
}

async function storeUnlessThere(documents: DynamoDBDocumentClient, table: string): Promise<void> {
  const Item = { id, idKey: randomBytes(32) };
  const write = new PutCommand({ TableName: table, Item, ConditionExpression: "attribute_not_exists(id)" });
  try {
    await documents.send(write);
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    // Another process was first: its key is read in the next round.
  }
}
