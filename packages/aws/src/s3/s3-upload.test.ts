import assert from "node:assert/strict";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { Readable } from "node:stream";
import { describe, it } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { isAppError } from "@platen/core";
import { awsPlace } from "../../test-support/aws-place.ts";
import { type FaultProxy, startFaultProxy } from "../../test-support/fault-proxy.ts";
import { newInstallation } from "../../test-support/new-installation.ts";
import { openFileStorage } from "./open-file-storage.ts";
import type { S3FileStorage } from "./s3-file-storage.ts";

const place = awsPlace();
const partBytes = 5 * 1024 * 1024;

/** Fails in the end when a broken upload left parts behind. */
async function withStorage(body: (files: S3FileStorage, proxy: FaultProxy) => Promise<void>): Promise<void> {
  const { settings, drop } = await newInstallation(place.access());
  const proxy = await startFaultProxy(settings.endpoint ?? "");
  const files = openFileStorage({ ...settings, endpoint: proxy.endpoint }, settings.bucket);
  try {
    await body(files, proxy);
  } finally {
    await files.close();
    await proxy.close();
    await drop();
  }
}

/** Made as it is read, so that only the reader can hold much of it. */
function longStream(bytes: number): Readable {
  const piece = Buffer.alloc(65_536, "x");
  let left = bytes;
  return new Readable({
    read() {
      const next = piece.subarray(0, Math.min(left, piece.length));
      left -= next.length;
      this.push(next.length === 0 ? null : next);
    },
  });
}

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

const isPart = ({ url = "" }: IncomingMessage) => url.includes("partNumber=");

describe("an upload to S3", { timeout: 120_000 }, () => {
  it("holds a few parts in memory, however large the file is", () =>
    withStorage(async (files) => {
      const bytes = 80_000_000;
      const before = process.memoryUsage().arrayBuffers;
      let most = 0;
      const watch = setInterval(() => {
        collectGarbage();
        most = Math.max(most, process.memoryUsage().arrayBuffers - before);
      }, 50);
      assert.equal((await files.write("sources/1/large", longStream(bytes))).bytes, bytes);
      clearInterval(watch);
      assert.ok(most > partBytes && most < bytes / 2, `held ${Math.round(most / 1e6)} MB`);
    }));

  it("tells S3 the SHA-256 of everything it sends", () =>
    withStorage(async (files, proxy) => {
      const told: string[] = [];
      proxy.decide = ({ method, headers }) => {
        if (method === "PUT")
          told.push(`${headers["x-amz-checksum-sha256"] ?? headers["x-amz-trailer"] ?? "nothing"}`);
        return "pass";
      };
      await files.write("sources/1/small", Readable.from([Buffer.from("abc")]));
      await files.write("sources/1/large", longStream(partBytes * 2 + 1));
      assert.equal(told.length, 4);
      assert.equal(told[0], "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
      for (const checksum of told) assert.match(checksum, /^[\w+/]{43}=$/);
    }));

  for (const [what, fault] of [
    ["refuses a part", { status: 503, body: "<Error><Code>SlowDown</Code></Error>" }],
    ["breaks off in the middle of a part", "refuse"],
  ] as const) {
    it(`fails as unavailable when S3 ${what}, breaks its source off and leaves no parts`, () =>
      withStorage(async (files, proxy) => {
        let parts = 0;
        proxy.decide = (request) => {
          if (!isPart(request)) return "pass";
          parts += 1;
          return parts > 2 ? fault : "pass";
        };
        const source = longStream(partBytes * 20);
        await assert.rejects(files.write("sources/1/broken", source), (error) =>
          isAppError(error, "file_storage_unavailable"),
        );
        assert.ok(source.destroyed);
        assert.equal(await files.read("sources/1/broken"), undefined);
      }));
  }
});

describe("a download from S3", { timeout: 60_000 }, () => {
  it("breaks off as unavailable when the connection does, never as a whole file", () =>
    withStorage(async (files, proxy) => {
      await files.write("results/1/file", longStream(20_000_000));
      const connections = new Set<Socket>();
      proxy.decide = ({ socket }) => {
        connections.add(socket);
        return "pass";
      };
      const stored = await files.read("results/1/file");
      let received = 0;
      const reading = async () => {
        for await (const piece of stored?.stream ?? []) {
          received += piece.length;
          for (const socket of connections) socket.destroy();
        }
      };
      await assert.rejects(reading, (error) => isAppError(error, "file_storage_unavailable"));
      assert.ok(received > 0 && received < 20_000_000);
    }));
});
