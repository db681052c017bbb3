import assert from "node:assert/strict";
import { it } from "node:test";
import { hasPlainLink } from "./plain-links.ts";

const plain = "<w:r><w:t>x</w:t></w:r>";
const styled = '<w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t>x</w:t></w:r>';
const mark = (kind: string) => `<w:fldChar w:fldCharType="${kind}"/>`;
const field = (instruction: string, content: string) =>
  `<w:p>${mark("begin")}<w:instrText> ${instruction}</w:instrText>${mark("separate")}${content}${mark("end")}${plain}`;

it("finds a link without a style, as an element or as a field", () => {
  for (const xml of [
    `<w:hyperlink r:id="a">${plain}</w:hyperlink>`,
    `<w:fldSimple w:instr="HYPERLINK a">${plain}</w:fldSimple>`,
    field('HYPERLINK "a"', plain),
    field('HYPERLINK "a"', styled) + field('HYPERLINK "a"', plain),
  ])
    assert.ok(hasPlainLink(xml), xml);
});

it("passes over links with a style, and over what is none", () => {
  for (const xml of [
    `<w:hyperlink r:id="a">${styled}</w:hyperlink><w:p>${plain}</w:p>`,
    `<w:fldSimple w:instr="PAGE">${plain}</w:fldSimple>`,
    field('HYPERLINK "a"', styled),
    field("PAGE", plain),
  ])
    assert.ok(!hasPlainLink(xml), xml);
});
