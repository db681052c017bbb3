import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Bookmarks } from "./missing-references.ts";
import { isSavedDate } from "./saved-dates.ts";
import { type IsFrozen, withFrozenFields } from "./word-fields.ts";

const frozen = (xml: string, isFrozen: IsFrozen = isSavedDate) => withFrozenFields(xml, isFrozen);
const mark = (kind: string) => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`;
const text = (words: string) => `<w:r><w:t>${words}</w:t></w:r>`;
const field = (instruction: string, content: string) =>
  `${mark("begin")}<w:r><w:instrText>${instruction}</w:instrText></w:r>${mark("separate")}${content}${mark("end")}`;

describe("withFrozenFields", () => {
  it("leaves of a date what it shows", () => {
    const empty = "<w:r></w:r>";
    assert.equal(frozen(field(" DATE ", text("1999"))), `${empty}${empty}${empty}${text("1999")}${empty}`);
    const simple = `<w:p><w:fldSimple w:instr=" TIME ">${text("12:00")}</w:fldSimple></w:p>`;
    assert.equal(frozen(simple), `<w:p>${text("12:00")}</w:p>`);
  });

  it("leaves every other field alone, a date that shows nothing, and what is not well-formed", () => {
    for (const xml of [
      field("PAGE", text("1")),
      field("CREATEDATE", text("1999")),
      field("DATE", ""),
      `<w:fldSimple w:instr="PAGE">${text("1")}</w:fldSimple>`,
      '<w:fldSimple w:instr="DATE"/>',
      mark("end"),
      `${mark("begin")}<w:r><w:instrText>DATE`,
    ])
      assert.equal(frozen(xml), undefined, xml);
  });

  it("finds a date inside another field", () => {
    const inner = field("DATE", text("1999"));
    const changed = frozen(field("IF 1 = 1", inner)) ?? "";
    assert.match(changed, /IF 1 = 1/);
    assert.doesNotMatch(changed, /DATE/);
  });

  it("drops a field that is to show nothing, however it is written", () => {
    const always = () => true;
    const empty = "<w:r></w:r>";
    assert.equal(frozen(field("REF a", ""), always), empty.repeat(4));
    assert.equal(frozen('<w:p><w:fldSimple w:instr="REF a"/></w:p>', always), "<w:p></w:p>");
    assert.equal(
      frozen('<w:fldChar w:fldCharType="begin"></w:fldChar><w:fldChar w:fldCharType="end"/>', always),
      "",
    );
  });

  it("leaves a field of a form alone, which has content in its marks", () => {
    const form = `<w:fldChar w:fldCharType="begin"><w:ffData/></w:fldChar>${mark("separate")}${text("1")}${mark("end")}`;
    assert.equal(
      frozen(form, () => true),
      undefined,
    );
  });
});

describe("Bookmarks", () => {
  const bookmarks = new Bookmarks();
  bookmarks.add(
    '<w:bookmarkStart w:id="1" w:name="here"/><w:bookmarkEnd w:id="1"/><w:bookmarkStart w:id="2" w:name="open"/>',
  );

  it("are missed by references to what is not there, or has no end", () => {
    for (const instruction of [
      "REF gone",
      ' PAGEREF "gone" \\h ',
      " NOTEREF open \\f",
      "ref Here",
      "REF &quot;gone&quot;",
    ])
      assert.ok(bookmarks.isMissedBy(instruction), instruction);
    for (const instruction of ["REF here \\h", "PAGE", "REF ", "XREF gone", "SEQ gone"])
      assert.ok(!bookmarks.isMissedBy(instruction), instruction);
  });
});
