import { randomUUID } from "node:crypto";
import type { Socket } from "node:net";
import { AppError } from "@platen/core";
import type { ProblemCode } from "./catalogue.ts";
import { problemOf } from "./problem-of-error.ts";

/** Answers what the HTTP parser could not read, before there is a request, in the same form as everything else. */
export function answerBrokenHttp(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed || !socket.writable) return void socket.destroy();
  const isTooLarge = error.code === "HPE_HEADER_OVERFLOW";
  const code: ProblemCode = isTooLarge ? "request_too_large" : "malformed_request";
  const message = isTooLarge
    ? "The headers of the request are too large."
    : "The request could not be read as HTTP, or came too slowly.";
  const problem = problemOf(new AppError("request", code, message), "/", randomUUID());
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${problem.status} ${problem.title}\r\ncontent-type: application/problem+json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
