import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { Readable, Writable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { describe, it } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { pino } from "pino";
import { deckForm, formOf, officeFile } from "../testing/test-uploads.ts";
import { newTestWeb } from "../testing/test-web.ts";

/** A form with one field, sent with this Content-Type of its own, before its file. */
function formWith(mediaType: string, name: string, value: string) {
  const field = `--b\r\ncontent-disposition: form-data; name="${name}"\r\ncontent-type: ${mediaType}\r\n\r\n${value}\r\n`;
  const file = '--b\r\ncontent-disposition: form-data; name="file"; filename="deck.pptx"\r\n\r\n';
  const payload = Buffer.concat([Buffer.from(field + file), officeFile(), Buffer.from("\r\n--b--\r\n")]);
  return { method: "POST" as const, payload, headers: { "content-type": "multipart/form-data; boundary=b" } };
}

describe("The parts of a form", () => {
  it("hand a file over whole and in order, to a storage that is slow", async (test) => {
    const { app, backend } = await newTestWeb(test);
    const write = backend.files.write.bind(backend.files);
    backend.files.write = async (key, stream, options) => {
      async function* slowly() {
        for await (const piece of stream) {
          await nextTurn();
          yield piece;
        }
      }
      return write(key, Readable.from(slowly(), { objectMode: false }), options);
    };
    const sent = Array.from({ length: 50_000 }, (_, place) => String(place)).join(" ");
    const answer = await app.inject({ url: "/v1/jobs", ...(await deckForm({ instructions: sent })) });
    assert.equal(answer.statusCode, 202, answer.body);
    const job = await backend.jobs.find(answer.json().id);
    const stored = await backend.files.read(job?.source.key ?? "");
    assert.ok(stored);
    assert.deepEqual(await buffer(stored.stream), officeFile(sent));
  });

  it("keep the text of a field as it was sent, also when it says that it is JSON", async (test) => {
    const { app, backend } = await newTestWeb(test);
    const optionsOf = async (name: string, value: string) => {
      const answer = await app.inject({ url: "/v1/jobs", ...formWith("application/json", name, value) });
      assert.equal(answer.statusCode, 202, answer.body);
      return backend.jobs.find(answer.json().id);
    };
    assert.equal((await optionsOf("pages", "1-3"))?.options.pages, "1-3");
    assert.equal((await optionsOf("password", '{"a":1}'))?.password, '{"a":1}');
    const quoted = await app.inject({ url: "/v1/jobs", ...formWith("application/json", "pages", '"1-3"') });
    assert.deepEqual([quoted.statusCode, quoted.json().code], [422, "invalid_value"]);
    const long = await app.inject({
      url: "/v1/jobs",
      ...formWith("application/json", "pages", "1".repeat(16_385)),
    });
    assert.deepEqual([long.statusCode, long.json().code], [413, "request_too_large"]);
  });

  it("are refused by name for what every object has, whatever the field is", async (test) => {
    const { app } = await newTestWeb(test);
    for (const name of ["constructor", "__proto__", "hasOwnProperty"])
      for (const mediaType of ["text/plain", "application/json", "application/octet-stream"]) {
        const answer = await app.inject({ url: "/v1/jobs", ...formWith(mediaType, name, "1") });
        const { code, errors } = answer.json();
        assert.deepEqual([answer.statusCode, code, errors[0].pointer], [422, "invalid_value", `#/${name}`]);
      }
  });

  it("are read on and dropped after a refusal, even when the storage is stuck", async (test) => {
    const web = await newTestWeb(test, { values: { maxUploadBytes: 5_000_000, lingerMs: 20_000 } });
    web.backend.files.write = async (_key, stream) => {
      await once(stream, "readable");
      throw new Error("the disk is stuck");
    };
    const { payload, headers } = await deckForm({ instructions: "x".repeat(3_000_000) });
    const socket = connect(Number(new URL(await web.listen()).port), "127.0.0.1");
    let seen = "";
    socket.on("data", (data) => {
      seen += data;
    });
    const type = headers["content-type"];
    socket.write(
      `POST /v1/jobs HTTP/1.1\r\nhost: localhost\r\ncontent-type: ${type}\r\ncontent-length: ${payload.length}\r\n\r\n`,
    );
    socket.write(payload);
    socket.write("GET /livez HTTP/1.1\r\nhost: localhost\r\n\r\n");
    while (!seen.includes('{"status":"ok"}')) await once(socket, "data");
    assert.match(seen, /^HTTP\/1\.1 500 /);
    socket.destroy();
  });

  it("leave nothing at the place of a permit when what follows the file is refused", async (test) => {
    const { app, backend } = await newTestWeb(test);
    const { url } = (await app.inject({ method: "POST", url: "/v1/uploads" })).json();
    const file = { filename: "deck.pptx", content: officeFile() };
    const form = await formOf([
      ["file", file],
      ["file", file],
    ]);
    const answer = await app.inject({ ...form, url });
    assert.deepEqual([answer.statusCode, answer.json().code], [422, "invalid_value"]);
    const kept = await Array.fromAsync(backend.files.list("sources", Number.MAX_SAFE_INTEGER));
    assert.deepEqual(kept, []);
  });

  it("bring no header into the log, at whatever level it is", async (test) => {
    let lines = "";
    const sink = new Writable({
      write: (line, _encoding, done) => {
        lines += line;
        done();
      },
    });
    const logger = pino({ level: "trace" }, sink);
    const { app } = await newTestWeb(test, { parts: { logger } });
    const secret = "Bearer a-very-secret-key";
    const form = await deckForm({}, { authorization: secret });
    assert.equal((await app.inject({ url: "/v1/jobs", ...form })).statusCode, 202);
    assert.match(lines, /busboyOptions/);
    assert.ok(!lines.includes("a-very-secret-key"), lines);
    assert.ok(!lines.includes("boundary="), lines);
  });
});
