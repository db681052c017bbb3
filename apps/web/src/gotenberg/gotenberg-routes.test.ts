import assert from "node:assert/strict";
import { connect } from "node:net";
import { describe, it } from "node:test";
import { eventually } from "@platen/core/contracts";
import { type Entry, file, lastJob, newWeb, refusal, send, url } from "../testing/gotenberg-forms.ts";
import { formOf } from "../testing/test-uploads.ts";
import { newTestWeb } from "../testing/test-web.ts";
import { fieldOf } from "./fields/field-of-option.ts";

describe("POST /forms/libreoffice/convert", () => {
  it("gives the PDF under a name of its own, or that of the header, with the trace", async (test) => {
    const web = await newWeb(test);
    const plain = await send(web, [file("report.docx")]);
    assert.equal(plain.statusCode, 200, plain.body);
    assert.equal(plain.headers["content-type"], "application/pdf");
    const job = await lastJob(web);
    assert.equal(plain.headers["content-disposition"], `attachment; filename="${job.id}.pdf"`);
    assert.equal(plain.headers["gotenberg-trace"], plain.headers["x-request-id"]);
    const wanted = { "gotenberg-output-filename": "a/b", "gotenberg-trace": "mine" };
    const odd = "é".repeat(300);
    const trace = await send(web, [file("report.docx")], { "gotenberg-trace": odd });
    assert.equal(trace.headers["gotenberg-trace"], odd);
    const named = await send(web, [file("report.docx")], wanted);
    assert.equal(named.headers["content-disposition"], 'attachment; filename="b.pdf"');
    assert.equal(named.headers["gotenberg-trace"], "mine");
  });

  it("makes one job of several files: in their order, each name once, unknown ones passed over", async (test) => {
    const web = await newWeb(test);
    const entries = [
      ...[file("page_10.docx"), file("page_2.docx"), file("notes.unknown"), file("PAGE_1.DOCX")],
      file("page_2.docx", "files", "again"),
    ];
    const answer = await send(web, [...entries, ["merge", "False"], ["other", "x"]]);
    assert.equal(answer.statusCode, 200, answer.body);
    const { source, moreSources = [], options } = await lastJob(web);
    const names = [source, ...moreSources].map(({ filename }) => filename);
    assert.deepEqual(names, ["PAGE_1.DOCX", "page_2.docx", "page_10.docx"]);
    assert.equal(options.merge, undefined);
  });

  it("knows the defaults of Gotenberg, and takes an empty value as none and the first of several", async (test) => {
    const web = await newWeb(test);
    await send(web, [
      file("a.docx"),
      ["landscape", ""],
      ["quality", "80"],
      ["quality", "70"],
      ["stampSource", ""],
    ]);
    assert.deepEqual((await lastJob(web)).options, {
      ...{ updateIndexes: true, formFields: true, skipEmptyPages: false, quality: 80 },
    });
  });

  it("makes options of ours of the fields", async (test) => {
    const web = await newWeb(test);
    const fields: Record<string, string> = {
      ...{ landscape: "1", nativePageRanges: "2 - 3", updateIndexes: "F", exportFormFields: "false" },
      ...{ exportNotes: "t", exportNotesPages: "true", exportBookmarks: "0", reduceImageResolution: "T" },
      ...{ maxImageResolution: "150", initialView: "2", magnification: "4", zoom: "99999", pageLayout: "3" },
      ...{ displayPDFDocumentTitle: "False", openBookmarkLevels: "3", nativeWatermarkText: "Draft" },
      ...{ nativeWatermarkRotateAngle: "-450", splitMode: "pages", splitSpan: "-2, 3-z", splitUnify: "true" },
      ...{
        rotateAngle: "90",
        rotatePages: "1",
        flatten: "true",
        userPassword: "open",
        allowCopying: "false",
      },
      ...{
        watermarkSource: "text",
        watermarkExpression: "Secret",
        watermarkOptions: '{"rot": "30", "pos": "tl"}',
      },
      ...{ metadata: '{"Title": "T", "CreateDate": "2006-09-18T16:27:50-04:00"}', skipEmptyPages: "true" },
    };
    const answer = await send(web, [file("a.docx"), ...Object.entries(fields)]);
    assert.equal(answer.statusCode, 200, answer.body);
    const { options } = await lastJob(web);
    assert.deepEqual(options, {
      ...{ landscape: true, pages: "2-3", updateIndexes: false, comments: true, notesPages: "with" },
      ...{ bookmarks: false, dpi: 150, initialView: "thumbnails", magnification: "zoom", zoom: 6_400 },
      ...{ pageLayout: "facing", displayDocumentTitle: false, openBookmarkLevels: 3, watermarkText: "Draft" },
      ...{ watermarkRotateAngle: 3_150, split: "1-2,3-", splitInto: "one", rotate: "90:1", flatten: true },
      permissions: "print,printDraft,modify,annotate,forms,assemble",
      watermark: '{"text":"Secret","angle":30,"position":"top-left"}',
      metadata: '{"Title":"T","CreationDate":"2006-09-18T16:27:50-04:00"}',
    });
  });

  it("names every field that is wrong, in one sentence each, and keeps nothing", async (test) => {
    const web = await newWeb(test);
    const wrong: Record<string, string> = {
      ...{
        landscape: "foo",
        quality: "101",
        initialView: "3",
        maxImageResolution: "10",
        pdfa: "PDF/X",
        pdfua: "yes",
      },
      ...{
        openBookmarkLevels: "0",
        splitMode: "halves",
        metadata: "[]",
        rotateAngle: "45",
        stampSource: "sound",
      },
      ...{
        nativePageRanges: "all",
        allowPrinting: "false",
        initialPage: "-1",
        zoom: "0",
        nativeWatermarkColor: "red",
      },
    };
    const [status, body] = await refusal(web, [file("a.docx"), ...Object.entries(wrong)]);
    assert.equal(status, 400);
    for (const name of Object.keys(wrong)) assert.ok(body.includes(`'${name}'`), `${name}: ${body}`);
    const [later, words] = await refusal(web, [file("a.docx"), ["locale", "English"]]);
    assert.equal(later, 400);
    assert.match(words, /'locale' cannot be used/);
  });

  it("refuses a form without a document, one with another content, and what is no form", async (test) => {
    const web = await newWeb(test);
    const [status, body] = await refusal(web, [file("a.unknown")]);
    assert.equal(status, 400);
    assert.match(body, /\.docx .*\.odt/);
    const [disguised] = await refusal(web, [
      ["files", { filename: "a.docx", content: Buffer.from("89504e470d0a1a0a0000000d49484452", "hex") }],
    ]);
    assert.equal(disguised, 400);
    const json = await web.app.inject({ method: "POST", url, payload: { a: 1 } });
    assert.deepEqual([json.statusCode, json.headers["content-type"]], [415, "text/plain; charset=UTF-8"]);
  });

  it("makes no invoice, and no document of an invoice's data", async (test) => {
    const invoice: Entry = ["facturxXml", { filename: "factur-x.xml", content: "<?xml version='1.0'?><a/>" }];
    const [status, body] = await refusal(await newWeb(test), [file("a.docx"), invoice]);
    assert.equal(status, 400);
    assert.match(body, /no Factur-X invoices/);
  });

  it("puts files into PDF/A-3b alone, and tells of those that are there what they are", async (test) => {
    const web = await newWeb(test);
    const xml: Entry = ["embeds", { filename: "a.xml", content: "<a/>" }];
    const told = { "a.xml": { mimeType: "text/xml", relationship: "Data", x: "1" }, "b.xml": {} };
    const entries = [file("a.docx"), xml, ["embedsMetadata", JSON.stringify(told)]] as Entry[];
    const answer = await send(web, [...entries, ["pdfa", "PDF/A-3b"]]);
    assert.equal(answer.statusCode, 200, answer.body);
    const { options } = await lastJob(web);
    const known = '{"a.xml":{"mimeType":"text/xml","relationship":"Data"}}';
    assert.deepEqual([options.pdfa, options.embedsMetadata], ["3b", known]);
    assert.equal((await send(web, [...entries, ["pdfa", "PDF/A-2b"]])).statusCode, 400);
    for (const wrong of ["x", "[]", '{"a.xml":"Data"}', '{"a.xml":{"relationship":"Invoice"}}'])
      assert.equal(
        (await send(web, [file("a.docx"), xml, ["embedsMetadata", wrong]])).statusCode,
        400,
        wrong,
      );
  });

  it("gives the watermark its file, and refuses one that is missing", async (test) => {
    const web = await newWeb(test);
    const pdf: Entry = ["watermark", { filename: "w.pdf", content: "%PDF-1.7\n" }];
    const source: Entry = ["watermarkSource", "pdf"];
    assert.equal((await send(web, [file("a.docx"), source, pdf])).statusCode, 200);
    assert.deepEqual(
      (await lastJob(web)).attachedFiles?.map(({ role }) => role),
      ["watermark"],
    );
    const [status, body] = await refusal(await newWeb(test), [file("a.docx"), source]);
    assert.equal(status, 400);
    assert.match(body, /'watermark' must have the file/);
  });

  it("tells failures of the document as 400 and those of LibreOffice as 500, as text", async (test) => {
    const web = await newWeb(test, { policy: { maxFailures: 1 } });
    for (const [code, status] of [
      ["source_encrypted", 400],
      ["source_corrupt", 400],
      ["pages_out_of_range", 400],
      ["engine_crashed", 500],
      ["conversion_timeout", 503],
    ] as const) {
      const answer = await send(web, [file("a.docx", "files", `platen-fail=${code}`)]);
      assert.deepEqual([code, answer.statusCode], [code, status], answer.body);
      assert.equal(answer.headers["content-type"], "text/plain; charset=UTF-8");
      assert.match(answer.body, /^[A-Z].*\.$/);
    }
  });

  it("gives a job up that takes too long, or whose client leaves", async (test) => {
    const slow = await newTestWeb(test, { values: { gotenbergWaitMs: 30 } });
    assert.equal((await send(slow, [file("a.docx")])).statusCode, 503);
    assert.equal((await lastJob(slow)).status, "canceled");
    const web = await newTestWeb(test);
    const { payload, headers } = await formOf([file("a.docx")]);
    const { port, hostname } = new URL(await web.listen());
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST ${url} HTTP/1.1\r\nhost: localhost\r\ncontent-type: ${headers["content-type"]}\r\ncontent-length: ${payload.length}\r\n\r\n`,
    );
    socket.write(payload);
    await eventually(async () =>
      assert.equal((await web.backend.jobs.list("public", {}, { limit: 1 })).jobs.length, 1),
    );
    socket.destroy();
    await eventually(async () => assert.equal((await lastJob(web)).status, "canceled"));
  });
});

describe("POST /forms/pdfengines/…", () => {
  const pdf = (filename: string): Entry => [filename, { filename, content: "%PDF-1.7\n" }];

  it("does one thing to PDFs, and keeps their names", async (test) => {
    const web = await newWeb(test);
    const asked: [name: string, fields: Record<string, string>, options: object][] = [
      ["merge", {}, { merge: true }],
      ["split", { splitMode: "intervals", splitSpan: "2" }, { split: "2" }],
      ["flatten", {}, { flatten: true }],
      ["convert", { pdfa: "PDF/A-2b" }, { pdfa: "2b" }],
      ["convert", { pdfua: "true" }, { pdfua: true }],
      ["metadata/write", { metadata: '{"Title": "T"}' }, { metadata: '{"Title":"T"}' }],
      [
        "bookmarks/write",
        { bookmarks: '{"a.pdf": [{"Title": "C", "page": 1, "children": null}]}' },
        { outline: '{"a.pdf":[{"title":"C","page":1}]}' },
      ],
      ["rotate", { rotateAngle: "180", landscape: "true" }, { rotate: "180" }],
      ["stamp", { stampSource: "text", stampExpression: "S" }, { stamp: '{"text":"S"}' }],
      ["embed", {}, {}],
      ["optimize", { imageQuality: "50" }, { optimizeImages: true }],
    ];
    for (const [name, fields, options] of asked) {
      const entries = [pdf("a.pdf"), file("b.docx"), ...Object.entries(fields)];
      const answer = await send(web, entries, {}, `/forms/pdfengines/${name}`);
      assert.equal(answer.statusCode, 200, `${name}: ${answer.body}`);
      const job = await lastJob(web);
      assert.deepEqual([job.options, job.moreSources], [options, undefined], name);
      const called = ["merge", "convert"].includes(name) ? `${job.id}.pdf` : "a.pdf";
      assert.equal(answer.headers["content-disposition"], `attachment; filename="${called}"`, name);
    }
  });

  it("leads through merged PDFs as the form asks for", async (test) => {
    const web = await newWeb(test);
    const chapter = { title: "C", page: 1 };
    const cases: [fields: Record<string, string>, options: object][] = [
      [{ titleBookmarks: "true" }, { mergeBookmarks: "titles" }],
      [{ autoIndexBookmarks: "1" }, { mergeBookmarks: "own" }],
      [{ bookmarks: JSON.stringify([chapter]) }, { outline: JSON.stringify([chapter]) }],
      [
        { bookmarks: JSON.stringify({ "b.pdf": [chapter] }) },
        { mergeBookmarks: "own", outline: JSON.stringify({ "a.pdf": [], "b.pdf": [chapter] }) },
      ],
      [
        { bookmarks: JSON.stringify({ "b.pdf": [chapter] }), autoIndexBookmarks: "true" },
        { mergeBookmarks: "own", outline: JSON.stringify({ "b.pdf": [chapter] }) },
      ],
    ];
    for (const [fields, options] of cases) {
      const entries = [pdf("a.pdf"), pdf("b.pdf"), ...Object.entries(fields)];
      const answer = await send(web, entries, {}, "/forms/pdfengines/merge");
      assert.equal(answer.statusCode, 200, answer.body);
      assert.deepEqual((await lastJob(web)).options, { merge: true, ...options });
    }
    const wrong = await send(
      web,
      [pdf("a.pdf"), ["autoIndexBookmarks", "foo"]],
      {},
      "/forms/pdfengines/merge",
    );
    assert.equal(wrong.statusCode, 400);
  });

  it("writes facts under the names and in the form in which they were read", async (test) => {
    const web = await newWeb(test);
    const write = async (metadata: object) => {
      const entries: Entry[] = [pdf("a.pdf"), ["metadata", JSON.stringify(metadata)]];
      const answer = await send(web, entries, {}, "/forms/pdfengines/metadata/write");
      assert.equal(answer.statusCode, 200, answer.body);
      return JSON.parse((await lastJob(web)).options.metadata ?? "{}");
    };
    const date = "2006:09:18 16:27:50";
    const read = { Title: "T", Year: 2026, Keywords: ["a", "b"], Trapped: true };
    assert.deepEqual(await write({ ...read, CreateDate: `${date}-04:00`, ModDate: `${date}Z` }), {
      ...{ ...read, Trapped: "True" },
      ...{ CreationDate: "D:20060918162750-04'00'", ModDate: "D:20060918162750Z" },
    });
    const grouped = {
      ...{ "PDF:Title": "P", "XMP:Title": "X", "XMP:Creator": "Ann", "XMP-xmp:CreatorTool": "Writer" },
      ...{ "PDF:ModifyDate": date, "XMP-pdf:Producer": "L" },
      ...{ "System:FileName": "a.pdf", SourceFile: "/a.pdf", FileSize: "1 kB", "PDF:PageCount": 2 },
    };
    assert.deepEqual(await write(grouped), {
      ...{ Title: "P", Author: "Ann", Creator: "Writer", ModDate: "D:20060918162750", Producer: "L" },
    });
    for (const wrong of [{ CreateDate: "2006:13:18 16:27:50" }, { "Head\nline": "x" }]) {
      const entries: Entry[] = [pdf("a.pdf"), ["metadata", JSON.stringify(wrong)]];
      const answer = await send(web, entries, {}, "/forms/pdfengines/metadata/write");
      assert.equal(answer.statusCode, 400, JSON.stringify(wrong));
    }
  });

  it("refuses to do nothing, and what is no PDF", async (test) => {
    const web = await newWeb(test);
    for (const name of [
      "split",
      "convert",
      "encrypt",
      "metadata/write",
      "bookmarks/write",
      "rotate",
      "stamp",
    ]) {
      const answer = await send(web, [pdf("a.pdf")], {}, `/forms/pdfengines/${name}`);
      assert.equal(answer.statusCode, 400, name);
      assert.match(answer.body, /is required/);
    }
    assert.match((await send(web, [file("a.docx")], {}, "/forms/pdfengines/flatten")).body, /\.pdf\./);
  });
});

describe("The rest of Gotenberg's addresses", () => {
  it("need a key as everything does, but those who can send none are served where that is allowed", async (test) => {
    const API_KEYS = "ann:ann-has-a-long-key";
    const closed = await newWeb(test, { settings: { API_KEYS } });
    const answer = await send(closed, [file("a.docx")]);
    assert.equal(answer.statusCode, 401);
    assert.match(String(answer.headers["www-authenticate"]), /Basic/);
    const named = await newWeb(test, { settings: { HOSTNAMES: "gotenberg" } });
    const elsewhere = await send(named, [file("a.docx")], {
      host: "elsewhere",
      "gotenberg-trace": "a trace",
    });
    assert.deepEqual([elsewhere.statusCode, elsewhere.headers["gotenberg-trace"]], [403, "a trace"]);
    assert.equal((await send(named, [file("a.docx")], { host: "gotenberg" })).statusCode, 200);
    const basic = { authorization: `Basic ${Buffer.from("me:ann-has-a-long-key").toString("base64")}` };
    assert.equal((await send(closed, [file("a.docx")], basic)).statusCode, 200);
    assert.equal((await closed.app.inject({ url: "/health" })).statusCode, 200);
    const open = await newWeb(test, { settings: { API_KEYS, ALLOW_ANONYMOUS: "true" } });
    assert.equal((await send(open, [file("a.docx")])).statusCode, 200);
    assert.equal((await send(open, [file("a.docx")], { authorization: "Bearer wrong" })).statusCode, 401);
    for (const url of ["/v1/jobs", "/metrics", "/prometheus/metrics"])
      assert.equal((await open.app.inject({ url })).statusCode, 401, url);
    const accept = "application/json";
    const version = await open.app.inject({ url: "/version", headers: { accept } });
    assert.match(version.body, /^\d+\.\d+\.\d+$/, "and not what it runs with");
    const known = await open.app.inject({ url: "/version", headers: { accept, ...basic } });
    assert.equal(known.json().name, "platen");
    const off = { API_KEYS, ALLOW_ANONYMOUS: "true", GOTENBERG_API: "off" };
    const without = await newTestWeb(test, { settings: off });
    assert.equal((await without.app.inject({ url: "/version" })).statusCode, 401);
  });

  it("tell health, figures and the version, and what is not served", async (test) => {
    const web = await newTestWeb(test);
    const health = await web.app.inject({ url: "/health" });
    assert.equal(health.json().status, "up");
    assert.equal(health.json().details.libreoffice.status, "up");
    assert.equal((await web.app.inject({ method: "HEAD", url: "/health" })).statusCode, 200);
    web.backend.queue.ping = async () => Promise.reject(new Error("gone"));
    assert.equal((await web.app.inject({ url: "/health" })).statusCode, 503);
    assert.match((await web.app.inject({ url: "/version" })).body, /^\d+\.\d+\.\d+$/);
    assert.match((await web.app.inject({ url: "/prometheus/metrics" })).body, /platen_/);
    for (const at of ["/forms/chromium/convert/html", "/forms/pdfengines/factur-x"]) {
      const answer = await send(web, [file("index.html")], {}, at);
      assert.equal(answer.statusCode, 501);
      assert.match(answer.body, /Platen/);
    }
  });

  it("answer every other address and method below /forms in Gotenberg's words", async (test) => {
    const web = await newTestWeb(test);
    for (const [method, at, status, words] of [
      ["GET", url, 405, "Method Not Allowed"],
      ["DELETE", "/forms/pdfengines/merge?x", 405, "Method Not Allowed"],
      ["GET", "/forms/none", 404, "Not Found"],
      ["POST", "/forms/pdfengines/none", 404, "Not Found"],
    ] as const) {
      const answer = await web.app.inject({ method, url: at, headers: { "gotenberg-trace": "t" } });
      assert.deepEqual([answer.statusCode, answer.body], [status, words]);
      assert.equal(answer.headers["content-type"], "text/plain; charset=UTF-8");
      assert.equal(answer.headers["gotenberg-trace"], "t");
    }
  });

  it("are not there when they are switched off", async (test) => {
    const web = await newTestWeb(test, { settings: { GOTENBERG_API: "off" } });
    assert.equal((await send(web, [file("a.docx")])).statusCode, 404);
    assert.equal((await web.app.inject({ url: "/health" })).statusCode, 404);
  });
});

it("Options of ours are called by the form's names", () => {
  assert.deepEqual(["pages", "dpi", "metadata"].map(fieldOf), [
    "nativePageRanges",
    "maxImageResolution",
    "metadata",
  ]);
});
