import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { withOwnNameInFields, withOwnNameInHeaders, withOwnNameInSlides } from "./own-name.ts";

const strange = "a & #1.xlsx";

describe("withOwnNameInHeaders", () => {
  const header = (codes: string) => `<oddHeader>${codes}</oddHeader>`;
  const changed = (codes: string, name = strange) => withOwnNameInHeaders(header(codes), name);

  it("drops the folder, and writes a name that a sheet would show as in an address", () => {
    assert.equal(changed("&amp;L&amp;Z&amp;F", "a.xlsx"), header("&amp;L&amp;F"));
    assert.equal(changed("&#38;R&#38;F"), header("&#38;Ra &#38;&#38; #1.xlsx"));
  });

  it("leaves signs, sizes and what is no header alone", () => {
    for (const codes of ["&amp;&amp;F", "&amp;12&amp;F", "&amp;P", "F"])
      assert.equal(changed(codes), undefined, codes);
    assert.equal(changed("&amp;F", "a.xlsx"), undefined);
    assert.equal(withOwnNameInHeaders("<t>&amp;Z</t>", strange), undefined);
  });
});

describe("withOwnNameInSlides", () => {
  const field = (type: string, properties = "") =>
    `<a:p><a:fld id="1" type="${type}">${properties}<a:t>old</a:t></a:fld></a:p>`;

  it("makes text of a field that would show a folder, in its own look", () => {
    const look = '<a:rPr sz="1200"><a:latin typeface="X"/></a:rPr>';
    assert.equal(
      withOwnNameInSlides(field("file", look), "a & b.pptx"),
      `<a:p><a:r>${look}<a:t>a &#38; b.pptx</a:t></a:r></a:p>`,
    );
    assert.equal(withOwnNameInSlides(field("file1"), "a.pptx"), "<a:p><a:r><a:t></a:t></a:r></a:p>");
    for (const type of ["file2", "file3", "slidenum", "datetime1"])
      assert.equal(withOwnNameInSlides(field(type), "a.pptx"), undefined, type);
  });
});

describe("withOwnNameInFields", () => {
  const field = (display: string) => `<text:file-name text:display="${display}">old</text:file-name>`;

  it("writes the name in the place of what shows more, or shows it as in an address", () => {
    const changed = (display: string, isText: boolean, name = strange) =>
      withOwnNameInFields(field(display), { name, isText });
    assert.equal(changed("full", true), "a &#38; #1.xlsx");
    assert.equal(changed("path", true), "");
    assert.equal(changed("name", false), "a &#38; #1");
    assert.equal(changed("name", true), undefined);
    assert.equal(changed("name-and-extension", false, "a.ods"), undefined);
  });
});
