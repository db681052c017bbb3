/**
 * The worker as an AWS Lambda function behind the same queue: Lambda takes the messages and hands over one at a time,
 * what becomes of a job is core's `runJob` as everywhere. `main.ts` speaks Lambda's runtime protocol itself, so the
 * container needs nothing but Node. Start with `handle-event.ts`.
 */
export { type FunctionParts, handleEvent } from "./handle-event.ts";
