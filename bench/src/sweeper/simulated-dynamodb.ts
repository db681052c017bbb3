import { answer, type Request, type Simulated, type SimulatedRequest } from "./simulated-aws.ts";

type Value = Record<string, unknown>;
type Item = Record<string, Value>;

const indexes = { due: ["dueShard", "dueAt"], owner: ["owner", "createdKey"] } as const;

/**
 * One table with its two indexes, in this process: just what the job store asks for, and anything else fails. It
 * answers as DynamoDB's protocol does, so that the SDK does all of its own work.
 */
export class SimulatedDynamoDb implements Simulated {
  readonly #items = new Map<string, Item>();
  /** For each partition of an index the keys of its items. */
  readonly #partitions = new Map<string, Set<string>>();
  requests = 0;

  get size(): number {
    return this.#items.size;
  }

  handle({ headers, body }: Request): SimulatedRequest {
    this.requests += 1;
    const target = headers["x-amz-target"]?.split(".").at(-1) ?? "";
    const input = JSON.parse(Buffer.from(body as Uint8Array).toString()) as Input;
    const operations: Record<string, () => object> = {
      GetItem: () => ({ Item: this.#items.get(textOf(input.Key, "id")) }),
      PutItem: () => this.put(input.Item, input),
      DeleteItem: () => this.#delete(textOf(input.Key, "id"), input),
      BatchGetItem: () => this.#batch(input.RequestItems),
      Query: () => ({ Items: this.#query(input) }),
    };
    const operation = operations[target];
    if (operation === undefined) throw new Error(`This table does not know ${target}.`);
    try {
      return answer(200, JSON.stringify(operation()));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const __type = "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException";
      return answer(
        400,
        JSON.stringify({ __type, message: "The conditional request failed", Item: error.item }),
      );
    }
  }

  /** As `PutItem`, without the way there. */
  put(item: Item, condition: Condition = {}): object {
    const id = textOf(item, "id");
    const before = this.#items.get(id);
    check(before, condition);
    this.#leaveIndexes(id, before);
    this.#items.set(id, item);
    for (const partition of partitionsOf(item)) {
      const members = this.#partitions.get(partition) ?? new Set();
      this.#partitions.set(partition, members.add(id));
    }
    return {};
  }

  #delete(id: string, condition: Condition): object {
    const before = this.#items.get(id);
    check(before, condition);
    this.#leaveIndexes(id, before);
    this.#items.delete(id);
    return {};
  }

  #leaveIndexes(id: string, item: Item | undefined): void {
    if (item === undefined) return;
    for (const partition of partitionsOf(item)) this.#partitions.get(partition)?.delete(id);
  }

  #batch(asked: Record<string, { Keys: Item[] }>): object {
    const answers = Object.entries(asked).map(([table, { Keys }]) => {
      const found = Keys.map((key) => this.#items.get(textOf(key, "id")));
      return [table, found.filter((item) => item !== undefined)];
    });
    return { Responses: Object.fromEntries(answers), UnprocessedKeys: {} };
  }

  /** The rows of a partition up to a number, the lowest first. */
  #query(input: Input): Item[] {
    if (input.KeyConditionExpression !== "dueShard = :shard AND dueAt <= :now")
      throw new Error(`This table does not know ${input.KeyConditionExpression}.`);
    const values = input.ExpressionAttributeValues ?? {};
    const members = this.#partitions.get(`due ${textOf(values, ":shard")}`) ?? [];
    const upTo = numberOf(values, ":now");
    const due = [...members].map((id) => ({ id, at: numberOf(this.#items.get(id), "dueAt") }));
    const found = due.filter(({ at }) => at <= upTo).sort((a, b) => a.at - b.at);
    return found.slice(0, input.Limit).map(({ id, at }) => ({ id: { S: id }, dueAt: { N: String(at) } }));
  }
}

interface Input extends Condition {
  readonly Key: Item;
  readonly Item: Item;
  readonly RequestItems: Record<string, { Keys: Item[] }>;
  readonly KeyConditionExpression?: string;
  readonly Limit?: number;
}

interface Condition {
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeValues?: Item;
}

class Refused extends Error {
  readonly item: Item | undefined;

  constructor(item: Item | undefined) {
    super("refused");
    this.item = item;
  }
}

function check(item: Item | undefined, { ConditionExpression, ExpressionAttributeValues }: Condition): void {
  if (ConditionExpression === undefined) return;
  if (ConditionExpression.startsWith("attribute_not_exists(id)")) {
    if (item !== undefined) throw new Refused(item);
    return;
  }
  if (ConditionExpression !== "revision = :revision")
    throw new Error(`This table does not know ${ConditionExpression}.`);
  if (item === undefined || numberOf(item, "revision") !== numberOf(ExpressionAttributeValues, ":revision"))
    throw new Refused(item);
}

function partitionsOf(item: Item): string[] {
  return Object.entries(indexes)
    .filter(([, keys]) => keys.every((key) => item[key] !== undefined))
    .map(([name, [partition]]) => `${name} ${textOf(item, partition)}`);
}

function textOf(item: Item | undefined, name: string): string {
  return String(item?.[name]?.S);
}

function numberOf(item: Item | undefined, name: string): number {
  return Number(item?.[name]?.N);
}
