import { Type } from "typebox";

/** What a program writes about itself on its standard output. */
export const logSettings = Type.Object({
  level: Type.Enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], {
    variable: "LOG_LEVEL",
    default: "info",
    description: "The least important lines that are still logged.",
  }),
});
