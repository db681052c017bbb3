import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, it } from "node:test";
import { callXmlRpc, xmlRpcCall } from "./xml-rpc.ts";

describe("xmlRpcCall", () => {
  it("writes strings, booleans, null and arrays", () => {
    const xml = xmlRpcCall("convert", ["a<b&c", true, null, ["Quality=90"]]);
    assert.match(xml, /<methodName>convert<\/methodName>/);
    assert.match(xml, /<string>a&lt;b&amp;c<\/string>.*<boolean>1<\/boolean>.*<nil\/>/);
    assert.match(xml, /<array><data><value><string>Quality=90<\/string><\/value><\/data><\/array>/);
  });
});

describe("callXmlRpc", () => {
  let server: Server;
  let url: string;
  let answer = "";

  before(async () => {
    server = createServer((_, response) => response.end(answer)).listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  after(() => server.close());

  it("returns when the method has ended", async () => {
    answer =
      "<?xml version='1.0'?><methodResponse><params><param><value><nil/></value></param></params></methodResponse>";
    await callXmlRpc(url, "convert", [], 10_000);
  });

  it("fails with the server's error message", async () => {
    answer = `<methodResponse><fault><value><struct>
<member><name>faultCode</name><value><int>1</int></value></member>
<member><name>faultString</name><value><string>it cannot be loaded</string></value></member>
</struct></value></fault></methodResponse>`;
    await assert.rejects(callXmlRpc(url, "convert", [], 10_000), /it cannot be loaded/);
  });
});
