import assert from "node:assert/strict";
import type { LookupAddress } from "node:dns";
import { after, describe, it } from "node:test";
import { isAppError } from "@platen/core";
import { newReceiver } from "../test-support/receiver.ts";
import { drain } from "./drain.ts";
import { GuardedClient } from "./guarded-client.ts";

const going = new AbortController().signal;
const get = { method: "GET", signal: going, maxRedirects: 3 } as const;
const clients: GuardedClient[] = [];
after(() => Promise.all(clients.map((client) => client.close())));

/** A client for which every name stands for these addresses, one answer after the other. */
function newClient(allow: string, ...answers: string[][]): GuardedClient {
  let asked = 0;
  const lookup = async (): Promise<LookupAddress[]> => {
    const addresses = answers[Math.min(asked, answers.length - 1)] ?? [];
    asked += 1;
    return addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  };
  const client = new GuardedClient({ allow, lookup });
  clients.push(client);
  return client;
}

const failsWith = (code: string, message?: RegExp) => (error: unknown) =>
  isAppError(error, code) && (message === undefined || message.test(error.message));

describe("GuardedClient", () => {
  it("asks an address that is allowed, and hands over status, headers and body", async () => {
    await using receiver = await newReceiver(
      (_, response) => void response.writeHead(201, { "x-a": "1" }).end("hello"),
    );
    const answer = await newClient("127.0.0.1").request(`${receiver.url}/x?a=1`, {
      method: "POST",
      headers: { "x-b": "2" },
      body: "sent",
      signal: going,
    });
    const [{ method, path, body, headers } = assert.fail()] = receiver.received;
    assert.deepEqual([method, path, body, headers["x-b"]], ["POST", "/x?a=1", "sent", "2"]);
    assert.deepEqual([answer.status, answer.headers["x-a"]], [201, "1"]);
    assert.equal(Buffer.concat(await answer.body.toArray()).toString(), "hello");
  });

  it("sends a name and password of the address as a login", async () => {
    await using receiver = await newReceiver();
    const url = receiver.url.replace("//", "//me:p%40ss@");
    await drain((await newClient("127.0.0.1").request(url, get)).body);
    const login = Buffer.from("me:p@ss").toString("base64");
    assert.equal(receiver.received[0]?.headers.authorization, `Basic ${login}`);
  });

  it("refuses this machine and every other address that is not public, however it is written", async () => {
    await using receiver = await newReceiver();
    const { port } = receiver;
    const client = newClient("public", ["127.0.0.1"]);
    for (const host of [
      ...[
        "127.0.0.1",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
        "2130706433",
        "0x7f.1",
        "0177.0.0.1",
      ],
      ...["169.254.169.254", "10.0.0.1", "[fd00::1]", "some.name"],
    ])
      await assert.rejects(
        client.request(`http://${host}:${port}/`, get),
        failsWith("address_not_allowed"),
        host,
      );
    assert.deepEqual(receiver.received, []);
  });

  it("connects to the address that was looked at, not to what the name stands for a moment later", async () => {
    await using receiver = await newReceiver();
    const client = newClient("127.0.0.1", ["127.0.0.1"], ["127.0.0.2"]);
    await drain((await client.request(`http://some.name:${receiver.port}/`, get)).body);
    assert.equal(receiver.received[0]?.headers.host, `some.name:${receiver.port}`);
    const other = newClient("127.0.0.1", ["127.0.0.2"], ["127.0.0.1"]);
    await assert.rejects(
      other.request(`http://some.name:${receiver.port}/`, get),
      failsWith("address_not_allowed"),
    );
    assert.equal(receiver.received.length, 1);
  });

  it("takes of several addresses of a name only those that are allowed", async () => {
    await using receiver = await newReceiver();
    const client = newClient("127.0.0.1", ["10.0.0.1", "127.0.0.1"]);
    await drain((await client.request(`http://some.name:${receiver.port}/`, get)).body);
    assert.equal(receiver.received.length, 1);
  });

  it("trusts a name that the operator allows, whatever its address is", async () => {
    await using receiver = await newReceiver();
    const client = newClient("hooks.internal", ["127.0.0.1"]);
    await drain((await client.request(`http://hooks.internal:${receiver.port}/`, get)).body);
    await assert.rejects(
      client.request(`http://x.internal:${receiver.port}/`, get),
      failsWith("address_not_allowed"),
    );
  });

  it("follows redirects, checks each, and takes no headers along to another server", async () => {
    await using target = await newReceiver((_, response) => void response.end("here"));
    await using receiver = await newReceiver(({ path }, response) => {
      const location =
        path === "/own"
          ? "/other"
          : path === "/other"
            ? `${target.url}/x`
            : `http://10.0.0.1:${target.port}/`;
      response.writeHead(302, { location }).end();
    });
    const client = newClient("127.0.0.1");
    const headers = { authorization: "Bearer secret", "x-key": "secret" };
    const answer = await client.request(`${receiver.url}/own`, { ...get, headers });
    assert.equal(Buffer.concat(await answer.body.toArray()).toString(), "here");
    assert.equal(receiver.received[1]?.headers["x-key"], "secret");
    const sent = target.received[0]?.headers ?? {};
    assert.deepEqual([sent.authorization, sent["x-key"]], [undefined, undefined]);
    await assert.rejects(client.request(`${receiver.url}/private`, get), failsWith("address_not_allowed"));
  });

  it("follows a few redirects and no more, and none unless it is asked to", async () => {
    await using receiver = await newReceiver(
      (_, response) => void response.writeHead(307, { location: "/" }).end(),
    );
    const client = newClient("127.0.0.1");
    await assert.rejects(
      client.request(receiver.url, get),
      failsWith("address_unreachable", /redirects too often/),
    );
    assert.equal(receiver.received.length, 4);
    const answer = await client.request(receiver.url, { method: "GET", signal: going });
    await drain(answer.body);
    assert.equal(answer.status, 307);
  });

  it("takes addresses of web servers alone", async () => {
    const client = newClient("public,127.0.0.1", ["127.0.0.1"]);
    for (const address of [
      "",
      "example.com",
      "ftp://example.com/",
      "file:///etc/passwd",
      "data:,x",
      "http://",
    ])
      assert.throws(() => client.check(address), failsWith("invalid_value"), address);
    for (const address of ["http://example.com:25/", "https://127.0.0.1:22/", "http://10.0.0.1/"])
      assert.throws(() => client.check(address), failsWith("address_not_allowed"), address);
    assert.equal(client.check("https://example.com:8443/x").port, "8443");
  });

  it("says of what cannot be reached only its host and why", async () => {
    await using receiver = await newReceiver((_, response) => void response.destroy());
    const client = newClient("127.0.0.1", ["127.0.0.1"]);
    const url = `http://some.name:${receiver.port}/secret?token=secret`;
    await assert.rejects(
      client.request(url, get),
      failsWith("address_unreachable", /^some\.name:\d+ broke .* off\.$/),
    );
    const signal = AbortSignal.timeout(20);
    await using silent = await newReceiver(() => undefined);
    const late = client.request(silent.url, { ...get, signal });
    await assert.rejects(
      late,
      failsWith("address_unreachable", /^127\.0\.0\.1:\d+ does not answer in time\.$/),
    );
    const closed = await newReceiver();
    await closed[Symbol.asyncDispose]();
    await assert.rejects(
      client.request(closed.url, get),
      failsWith("address_unreachable", /refuses connections/),
    );
  });
});
