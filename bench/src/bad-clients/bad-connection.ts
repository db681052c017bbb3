import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** A connection as rude as it likes: it writes bytes, and only counts what comes back. */
export class BadConnection {
  readonly closed: Promise<void>;
  readonly #socket: Socket;
  readonly #onAnswer: (status: string) => void;
  #isOpen = true;

  private constructor(socket: Socket, onAnswer: (status: string) => void) {
    this.#socket = socket;
    this.#onAnswer = onAnswer;
    // An error is followed by the close, which is what counts.
    socket.on("error", () => undefined).on("data", (data) => this.#count(data));
    this.closed = new Promise((resolve) => {
      socket.once("close", () => {
        this.#isOpen = false;
        resolve();
      });
    });
  }

  /** Undefined where nobody takes the connection. */
  static async open(
    port: number,
    signal: AbortSignal,
    onAnswer: (status: string) => void,
  ): Promise<BadConnection | undefined> {
    const socket = connect({ port, host: "127.0.0.1", signal });
    const connection = new BadConnection(socket, onAnswer);
    const connected = once(socket, "connect").then(() => true);
    return (await connected.catch(() => false)) ? connection : undefined;
  }

  write(text: string): void {
    if (this.#isOpen && !this.#socket.writableNeedDrain) this.#socket.write(text, "latin1");
  }

  /** The head of a request. */
  send(...lines: readonly string[]): void {
    this.write([...lines, "host: localhost", "", ""].join("\r\n"));
  }

  chunk(text: string): void {
    this.write(`${text.length.toString(16)}\r\n${text}\r\n`);
  }

  /** A whole request; waits for its answer or the end of the connection. */
  async ask(line: string, body: string, ...headers: readonly string[]): Promise<void> {
    const answered = new Promise((resolve) => this.#socket.once("data", resolve));
    this.send(line, ...headers, `content-length: ${body.length}`);
    this.write(body);
    await Promise.race([answered, this.closed]);
  }

  /** Takes the head of the answer and nothing after it. */
  async stopReading(): Promise<void> {
    await Promise.race([new Promise((resolve) => this.#socket.once("data", resolve)), this.closed]);
    this.#socket.pause();
  }

  /** False when the connection was closed meanwhile. */
  async pause(ms: number): Promise<boolean> {
    await Promise.race([sleep(ms, undefined, { ref: false }), this.closed]);
    return this.#isOpen;
  }

  #count(data: Buffer): void {
    const status = /^HTTP\/1\.1 (\d{3}) /.exec(data.toString("latin1", 0, 20))?.[1];
    if (status !== undefined) this.#onAnswer(status);
  }
}
