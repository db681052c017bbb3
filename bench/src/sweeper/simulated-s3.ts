import { answer, type Request, type Simulated, type SimulatedRequest } from "./simulated-aws.ts";

/** The keys of one bucket in this process: they are listed and removed, which is all that a sweeper asks for. */
export class SimulatedS3 implements Simulated {
  readonly keys = new Set<string>();
  /** Jobs have few files, so those below a prefix are found by the job. */
  lists = 0;
  removals = 0;

  handle({ method, query = {}, body }: Request): SimulatedRequest {
    if (method === "POST" && "delete" in query)
      return this.#remove(Buffer.from(body as Uint8Array).toString());
    if (method === "GET" && query["list-type"] === "2") return this.#list(String(query.prefix));
    throw new Error(`This bucket does not know ${method} ${JSON.stringify(query)}.`);
  }

  #remove(body: string): SimulatedRequest {
    this.removals += 1;
    for (const [, key = ""] of body.matchAll(/<Key>([^<]*)<\/Key>/g)) this.keys.delete(key);
    return answer(200, "<DeleteResult></DeleteResult>");
  }

  /** Below a key that is a file there is nothing; a result lies two folders below its job's. */
  #list(prefix: string): SimulatedRequest {
    this.lists += 1;
    const found = prefix.startsWith("results/") ? [`${prefix}attempt-1-abcd1234/result.pdf`] : [];
    const contents = found
      .filter((key) => this.keys.has(key))
      .map((key) => `<Contents><Key>${key}</Key></Contents>`);
    return answer(
      200,
      `<ListBucketResult><IsTruncated>false</IsTruncated>${contents.join("")}</ListBucketResult>`,
    );
  }
}
