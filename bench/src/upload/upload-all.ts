import { once } from "node:events";
import { connect, type Socket } from "node:net";

const boundary = "----platen-upload-memory";
const start = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="deck.pptx"\r\ncontent-type: application/octet-stream\r\n\r\n`;
const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
const signature = "PK\u0003\u0004";
const piece = Buffer.alloc(64 * 1_024, 7);

export interface Uploads {
  readonly count: number;
  readonly bytes: number;
  /** True: all advance together, chunk by chunk. False: each sends as fast as it can. */
  readonly isInStep: boolean;
}

/**
 * Uploads `count` files of `bytes` at the same time and returns how many were accepted. Connections are opened in
 * groups, because a listening socket has a queue of limited length.
 */
export async function uploadAll(url: string, { count, bytes, isInStep }: Uploads): Promise<number> {
  const sockets: Socket[] = [];
  const answers: Promise<string | undefined>[] = [];
  const sending: Promise<void>[] = [];
  while (sockets.length < count) {
    const group = Array.from({ length: Math.min(50, count - sockets.length) }, () => open(url, bytes));
    for (const socket of await Promise.all(group)) {
      sockets.push(socket);
      answers.push(statusOf(socket));
      if (!isInStep) sending.push(sendContent([socket], bytes));
    }
  }
  if (isInStep) sending.push(sendContent(sockets, bytes));
  await Promise.all(sending);
  const accepted = (await Promise.all(answers)).filter((status) => status === "202");
  for (const socket of sockets) socket.destroy();
  return accepted.length;
}

async function open(url: string, bytes: number): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  await once(socket, "connect");
  const length = start.length + bytes + tail.length;
  socket.write(
    `POST /v1/jobs HTTP/1.1\r\nhost: localhost\r\ncontent-type: multipart/form-data; boundary=${boundary}\r\ncontent-length: ${length}\r\n\r\n`,
  );
  socket.write(`${start}${signature}`, "latin1");
  return socket;
}

async function sendContent(sockets: readonly Socket[], bytes: number): Promise<void> {
  for (let left = bytes - signature.length; left > 0; left -= piece.length) {
    const next = left < piece.length ? piece.subarray(0, left) : piece;
    await Promise.all(sockets.map((socket) => send(socket, next)));
  }
  await Promise.all(sockets.map((socket) => send(socket, tail)));
}

async function send(socket: Socket, data: Buffer): Promise<void> {
  if (socket.destroyed || socket.write(data)) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  socket.once("drain", resolve).once("close", resolve);
  await promise;
  socket.off("drain", resolve).off("close", resolve);
}

/** Undefined when the connection ended without an answer. */
function statusOf(socket: Socket): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk;
    const status = /^HTTP\/1\.1 (\d{3}) [\s\S]*\r\n\r\n/.exec(answer)?.[1];
    if (status !== undefined) resolve(status);
  });
  // After an error comes a close, which settles the promise.
  socket.on("error", () => undefined).once("close", () => resolve(undefined));
  return promise;
}
