import assert from "node:assert/strict";
import { it } from "node:test";
import { defaultPaperOf, lacksPaper, withWordPaper } from "./default-paper.ts";

it("takes Letter where people print on it", () => {
  const papers = ["en-US", "fr-CA", "es-MX", "en-GB", "de", "es-ES"].map(defaultPaperOf);
  assert.deepEqual(papers, ["Letter", "Letter", "Letter", "A4", "A4", "A4"]);
});

it("gives a paper to every section of a Word document that names none, and to no other", () => {
  const size = '<w:pgSz w:w="11906" w:h="16838"/>';
  const body = (content: string) => `<w:document><w:body>${content}</w:body></w:document>`;
  for (const [content, expected] of [
    ["<w:p/>", `<w:p/><w:sectPr>${size}</w:sectPr>`],
    [
      "<w:sectPr/><w:sectPr><w:cols/></w:sectPr>",
      `<w:sectPr>${size}</w:sectPr><w:sectPr>${size}<w:cols/></w:sectPr>`,
    ],
  ] as const)
    assert.equal(withWordPaper(body(content), "A4"), body(expected));
  assert.match(withWordPaper("<body></body>", "Letter") ?? "", /<pgSz w="12240" h="15840"\/>/);
  for (const xml of [body('<w:sectPr/><w:sectPr><w:pgSz w:w="1"/></w:sectPr>'), "<w:body>", "<w:p/>"])
    assert.equal(withWordPaper(xml, "A4"), undefined);
});

it("completes a paper of which only is said how it lies", () => {
  const body = (size: string) => `<w:document><w:body><w:sectPr>${size}</w:sectPr></w:body></w:document>`;
  for (const [size, paper, expected] of [
    ['<w:pgSz w:orient="landscape"/>', "A4", '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'],
    ['<w:pgSz w:orient="portrait"/>', "Letter", '<w:pgSz w:w="12240" w:h="15840" w:orient="portrait"/>'],
  ] as const) {
    assert.ok(lacksPaper(Buffer.from(body(size))));
    assert.equal(withWordPaper(body(size), paper), body(expected));
    assert.ok(!lacksPaper(Buffer.from(body(expected))));
  }
});
