import type { BadConnection } from "./bad-connection.ts";

/** Where bad clients go, and what they were given for it. */
export interface Targets {
  /** Of an owner of their own, so that they get as far as somebody with a key would. */
  readonly key: string;
  /** Path and query of a form for a direct upload. */
  readonly form: string;
  /** Of a job that waits, for event streams that do not end. */
  readonly waitingJobId: string;
}

export type Misdeed = (connection: BadConnection, targets: Targets) => Promise<void>;

const boundary = "bad-client";
const formType = `content-type: multipart/form-data; boundary=${boundary}`;
const disposition = 'content-disposition: form-data; name="file"; filename=';

/** What one connection does wrong, again and again, until it is closed; it then connects anew. */
export const misdeeds: Readonly<Record<string, Misdeed>> = {
  "silent form uploads": async (connection, { form }) => {
    connection.send(`POST ${form} HTTP/1.1`, formType, "content-length: 1000000");
    await connection.closed;
  },
  "bodies without end": async (connection, { key }) => {
    connection.send("POST /v1/jobs HTTP/1.1", bearer(key), formType, "transfer-encoding: chunked");
    connection.chunk(`--${boundary}\r\n${disposition}"deck.pptx"\r\n\r\nPK\u0003\u0004`);
    while (await connection.pause(50)) connection.chunk("x".repeat(4_096));
  },
  "long names": async (connection, { key }) => {
    do
      await connection.ask(
        `POST /v1/jobs HTTP/1.1`,
        part(`${disposition}"${".".repeat(15_000)}pptx"`),
        bearer(key),
        formType,
      );
    while (await connection.pause(500));
  },
  "long heads of parts": async (connection, { key }) => {
    const head = `x: ${"y".repeat(80_000)}\r\n${disposition}"deck.pptx"`;
    do await connection.ask("POST /v1/jobs HTTP/1.1", part(head), bearer(key), formType);
    while (await connection.pause(500));
  },
  "wrong keys": async (connection) => {
    do await connection.ask("GET /v1/jobs HTTP/1.1", "", bearer(`guess-${Math.random()}-of-a-key`));
    while (await connection.pause(200));
  },
  "unknown addresses": async (connection) => {
    do await connection.ask(`GET /v1/nothing/${Math.random()} HTTP/1.1`, "");
    while (await connection.pause(200));
  },
  "half heads": async (connection) => {
    connection.write("GET / HTTP/1.1\r\nhost: localhost\r\nx-slow: ");
    while (await connection.pause(1_000)) connection.write("y");
  },
  "event streams that are not read": async (connection, { key, waitingJobId }) => {
    connection.send(`GET /v1/jobs/${waitingJobId}/events HTTP/1.1`, bearer(key));
    await connection.stopReading();
    await connection.closed;
  },
};

function bearer(key: string): string {
  return `authorization: Bearer ${key}`;
}

function part(head: string): string {
  return `--${boundary}\r\n${head}\r\n\r\nPK\u0003\u0004\r\n--${boundary}--\r\n`;
}
