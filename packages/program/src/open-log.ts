import { type Logger, pino } from "pino";

export type Log = Logger;

/** One JSON object a line; on a terminal, lines for people. Never holds the name or content of a document. */
export async function openLog(level: string, isTerminal: boolean): Promise<Log> {
  if (!isTerminal) return pino({ level });
  const { PinoPretty } = await import("pino-pretty");
  // Synchronous, so that the last lines before the end are seen too.
  const lines = PinoPretty({
    sync: true,
    singleLine: true,
    ignore: "pid,hostname",
    translateTime: "SYS:HH:MM:ss",
  });
  return pino({ level }, lines);
}
