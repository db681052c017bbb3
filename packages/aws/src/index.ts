/**
 * DynamoDB, SQS and S3 behind the seams of @platen/core: for several machines, and for keeping nothing on any of
 * them. It knows no environment variable and logs nothing; every failure of AWS is `unavailable`. Start with
 * `openAwsBackend`. Everything runs against AWS or against any endpoint that speaks its protocols, and tests start
 * one of their own (`test-support/`). `create/` makes what is needed, `doctor/` says what is wrong with it.
 */
export type { AwsAccess, AwsSettings } from "./aws-settings.ts";
export { openAwsBackend } from "./open-aws-backend.ts";
export { type EventDeliveries, openEventDeliveries } from "./sqs/event-deliveries.ts";
