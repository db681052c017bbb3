import { describe, it } from "node:test";
import { sourceFormatOf } from "@platen/core";
import { contentDisposition } from "@platen/outbound";
import type { FastifyRequest } from "fastify";
import { keyOfAuthorization } from "./access/key-of-authorization.ts";
import { byteRangeOf } from "./http/byte-range.ts";
import { filenameOf } from "./http/content-disposition.ts";
import { matchesTag } from "./http/entity-tag.ts";
import { preferredWaitSeconds } from "./http/preferences.ts";
import { traceparentOf } from "./http/traceparent.ts";
import { preferredLanguage } from "./page/preferred-language.ts";
import { checkContent } from "./submit/check-content.ts";
import { cleanFilename, extensionOf } from "./submit/clean-filename.ts";
import { isForm } from "./submit/upload-limits.ts";
import { readPermit } from "./submit/upload-permit.ts";
import { assertLinear } from "./testing/cost-of-growth.ts";
import { newTestWeb } from "./testing/test-web.ts";

const asRequest = (headers: Record<string, string>) => ({ headers }) as unknown as FastifyRequest;
const idKey = Buffer.alloc(32);
const refused = (work: () => unknown) => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

type Reader = readonly [name: string, frames: readonly string[], read: (text: string) => unknown];

const readers: readonly Reader[] = [
  ["cleanFilename", ["…", "a…b", "…/a.pptx", ".…", "a.…", "….pptx"], cleanFilename],
  ["extensionOf", ["…", "a.…"], extensionOf],
  ["sourceFormatOf", ["…", "a.…", "….x"], sourceFormatOf],
  ["contentDisposition", ["…", "….pdf"], contentDisposition],
  [
    "filenameOf",
    ["…", "x;…x", 'x; filename="…', "x; filename=…", "x; filename*=utf-8'…", "x; filename*=utf-8''…x"],
    filenameOf,
  ],
  ["byteRangeOf", ["…", "bytes=…x", "bytes=0…x", "bytes=0-…x"], (text) => byteRangeOf(text, 10)],
  ["matchesTag", ["…", '"…', "W/…"], (text) => matchesTag(text, '"x"')],
  ["preferredWaitSeconds", ["…", "wait…x", "wait=…x", 'wait="1…x', "a;…x"], preferredWaitSeconds],
  ["preferredLanguage", ["…", "en…x", "en;…x", "en;q=…x"], (text) => preferredLanguage(text, ["en"])],
  ["keyOfAuthorization", ["…", "Bearer…x y", "Bearer …", "Basic …", "Bearer x…y"], keyOfAuthorization],
  ["traceparentOf", ["…", "00-…"], (traceparent) => traceparentOf(asRequest({ traceparent }))],
  ["isForm", ["…", "multipart/form-data…x"], (type) => isForm(asRequest({ "content-type": type }))],
  ["readPermit", ["…", "a.…", "a.1.…"], (text) => refused(() => readPermit(idKey, text, 0))],
  [
    "checkContent",
    ["…", "PK\u0003\u0004…", "<?xml…", "{\\rtf…", "ID3…", "%PDF…", "\u00ff\u00d8\u00ff…"],
    (text) => checkContent("pptx", Buffer.from(text)).catch(() => undefined),
  ],
];

describe("What reads text of strangers", { timeout: 120_000 }, () => {
  for (const [name, frames, read] of readers)
    it(`takes time in proportion to it: ${name}`, () => assertLinear(name, frames, read));

  it("takes time in proportion to it: every header that a route looks at", async (test) => {
    const { app } = await newTestWeb(test, { settings: { API_KEYS: "ann:ann-has-a-long-key" } });
    const authorization = "Bearer ann-has-a-long-key";
    const ask = (name: string, method: "GET" | "POST", url: string) => (text: string) =>
      app.inject({ method, url, headers: { authorization, [name]: Buffer.from(text).toString("latin1") } });
    for (const name of [
      "authorization",
      "host",
      "origin",
      "accept-language",
      "accept-encoding",
      "if-none-match",
    ])
      await assertLinear(name, ["…x"], ask(name, "GET", "/"));
    for (const name of ["prefer", "idempotency-key", "content-type", "content-disposition", "traceparent"])
      await assertLinear(name, ["…x"], ask(name, "POST", "/v1/convert"));
  });

  it("takes time in proportion to it: an address and the parts of a form", async (test) => {
    const { app } = await newTestWeb(test);
    const ask = (text: string) => app.inject({ url: `/v1/jobs?cursor=${encodeURIComponent(text)}` });
    await assertLinear("query", ["…"], ask);
    await assertLinear("path", ["…"], (text) => app.inject({ url: `/${encodeURI(text.toWellFormed())}` }));
    const headers = { "content-type": "multipart/form-data; boundary=b" };
    const post = (part: string) =>
      app.inject({ method: "POST", url: "/v1/jobs", headers, payload: `--b\r\n${part}\r\n--b--\r\n` });
    const disposition = "content-disposition: form-data;";
    await assertLinear(
      "form",
      [
        "…",
        "x: …\r\n\r\nx",
        `${disposition}…\r\n\r\nx`,
        `${disposition} name="…"\r\n\r\nx`,
        `${disposition} name="file"; filename="….pptx"\r\n\r\nPK`,
        `${disposition} name="pages"\r\n\r\n…`,
      ],
      post,
    );
  });
});
