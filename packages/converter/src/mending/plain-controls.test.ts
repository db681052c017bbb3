import assert from "node:assert/strict";
import { it } from "node:test";
import { elementTexts, withFreeControls } from "./plain-controls.ts";

const control = (properties: string, content: string) =>
  `<w:sdt><w:sdtPr><w:alias w:val="A"/>${properties}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
const none = () => false;

it("frees controls for plain text, and no others", () => {
  for (const properties of ["<w:text/>", '<w:text w:multiLine="1"/>'])
    assert.equal(withFreeControls(control(properties, run("a")), none), control("", run("a")));
  const both = control("<w:text/>", run("a")) + control("<w:text/>", run("b"));
  assert.equal(withFreeControls(both, none), control("", run("a")) + control("", run("b")));
  for (const xml of [
    control("<w:dropDownList/>", run("a")),
    `<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>`,
  ])
    assert.equal(withFreeControls(xml, none), undefined, xml);
});

it("leaves of controls around paragraphs what they stand around, but not of tables of contents", () => {
  const text = (words: string) => `<w:p>${run(words)}</w:p>`;
  const inner = control("<w:id/>", text("a"));
  assert.equal(
    withFreeControls(`${control("<w:text/>", inner)}${text("b")}`, none),
    `${text("a")}${text("b")}`,
  );
  const index = control("<w:docPartObj/>", text("a"));
  assert.equal(withFreeControls(index, none), undefined);
  assert.equal(
    withFreeControls(control("<w:docPartObj/>", text("a") + inner), none),
    control("<w:docPartObj/>", text("a") + text("a")),
  );
  assert.equal(withFreeControls(control("<w:id/>", `<w:tc>${text("a")}</w:tc>`), none), undefined);
  assert.equal(withFreeControls(control("<w:id/>", text(run("a"))).replace("</w:sdt>", ""), none), undefined);
});

it("leaves a control that is bound to data, unless the data is what was saved", () => {
  const bound = '<w:dataBinding w:xpath="/a"/>';
  const stored = elementTexts("<root><a>R &amp; D</a><b/></root>");
  const isStored = (text: string) => stored.has(text);
  const saved = run("R &amp;") + run(" D");
  assert.equal(withFreeControls(control(`${bound}<w:text/>`, saved), isStored), control(bound, saved));
  assert.equal(withFreeControls(control(`${bound}<w:text/>`, run("other")), isStored), undefined);
});
