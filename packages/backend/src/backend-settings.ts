import { type Static, type TObject, Type } from "typebox";
import { awsBackendSettings } from "./aws-backend-settings.ts";

/** Where jobs, messages and files live. Web apps and workers of one installation must have the same. */
export const backendSettings = {
  BACKEND: Type.Enum(["local", "aws"], {
    default: "local",
    description:
      "Where jobs, messages and files live: local is SQLite and a folder on this machine, aws is DynamoDB, SQS and S3.",
  }),
  DATABASE_PATH: Type.String({
    default: "./data/platen.db",
    minLength: 1,
    description: "The SQLite file of the local backend; made when it is missing. Not on a network drive.",
  }),
  STORAGE_PATH: Type.String({
    default: "./data/files",
    minLength: 1,
    description: "The folder of the local backend for sources and results; made when it is missing.",
  }),
  ...awsBackendSettings,
};

export type BackendSettings = Static<TObject<typeof backendSettings>>;
