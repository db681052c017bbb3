import { type Static, type TObject, Type } from "typebox";

/** What a program writes about itself on its standard output. */
export const logSettings = {
  LOG_LEVEL: Type.Enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], {
    default: "info",
    description: "The least important lines that are still logged.",
  }),
};

export type LogSettings = Static<TObject<typeof logSettings>>;
