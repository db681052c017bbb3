import { parseArgs } from "node:util";
import { isAppError } from "@platen/core";
import { newApiKey } from "../access/key-lines.ts";

/** Makes an API key and tells it once, with the line for API_KEYS_FILE. Keeps nothing. */
try {
  const options = { expires: { type: "string" } } as const;
  const { positionals, values } = parseArgs({ allowPositionals: true, options });
  const { key, line } = newApiKey(positionals.join(" "), values.expires);
  process.stdout.write(`The key, for its owner alone. It is not shown again:\n${key}\n\n`);
  process.stdout.write(`The line for API_KEYS_FILE:\n${line}\n`);
} catch (error) {
  const isMisuse = isAppError(error) || String((error as NodeJS.ErrnoException).code).startsWith("ERR_PARSE");
  if (!isMisuse) throw error;
  const { message } = error as Error;
  process.stderr.write(`${message}\nUse: npm run api-key -- OWNER [--expires 2030-12-31]\n`);
  process.exitCode = 1;
}
