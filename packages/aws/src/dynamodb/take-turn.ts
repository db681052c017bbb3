import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { type DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";

/** A row for each turn; no job has such an id, because those are UUIDs. A write whose answer was lost may be repeated. */
export async function takeTurn(
  documents: DynamoDBDocumentClient,
  table: string,
  { name, holder, now, forMs }: { name: string; holder: string; now: number; forMs: number },
): Promise<boolean> {
  const command = new PutCommand({
    TableName: table,
    Item: { id: `turn ${name}`, holder, until: now + forMs },
    ConditionExpression: "attribute_not_exists(id) OR #until <= :now OR #holder = :holder",
    ExpressionAttributeNames: { "#until": "until", "#holder": "holder" },
    ExpressionAttributeValues: { ":now": now, ":holder": holder },
  });
  try {
    await documents.send(command);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
