import { chartXml } from "./chart.ts";
import { openXmlNamespaces, type Relationship, relationships } from "./open-xml.ts";
import { groupHead, type Slide } from "./slide.ts";
import { slideMasterParts } from "./slide-master.ts";
import { escapeXml, xmlHead } from "./xml.ts";

const office = "application/vnd.openxmlformats-officedocument";
const presentationml = `xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" ${openXmlNamespaces}`;

/** What the slide of this number refers to. */
export function slideLinks(slide: Slide, number: number): readonly Relationship[] {
  const links: (Relationship | false)[] = [
    { kind: "slideLayout", target: "../slideLayouts/slideLayout1.xml" },
    slide.link !== undefined && { kind: "hyperlink", target: slide.link, external: true },
    slide.picture !== undefined && { kind: "image", target: `../media/image${number}.png` },
    slide.chart !== undefined && { kind: "chart", target: `../charts/chart${number}.xml` },
    slide.comment !== undefined && { kind: "comments", target: `../comments/comment${number}.xml` },
    slide.film === true && { kind: "video", target: `../media/film${number}.mp4` },
    slide.notes !== undefined && { kind: "notesSlide", target: `../notesSlides/notesSlide${number}.xml` },
  ];
  return links.filter((link) => link !== false);
}

/** Adds the parts that the slide refers to, and their media types. */
export function addAttachments(
  slide: Slide,
  number: number,
  parts: Record<string, string | Uint8Array>,
  types: Record<string, string>,
): void {
  if (slide.picture !== undefined) parts[`ppt/media/image${number}.png`] = slide.picture;
  if (slide.film === true) {
    // Nobody plays it.
    parts[`ppt/media/film${number}.mp4`] = Buffer.from("\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "latin1");
    types[`ppt/media/film${number}.mp4`] = "video/mp4";
  }
  if (slide.chart !== undefined) {
    parts[`ppt/charts/chart${number}.xml`] = chartXml(slide.chart);
    types[`ppt/charts/chart${number}.xml`] = `${office}.drawingml.chart+xml`;
  }
  if (slide.comment !== undefined) {
    parts["ppt/commentAuthors.xml"] =
      `${xmlHead}<p:cmAuthorLst ${presentationml}><p:cmAuthor id="0" name="Ada Reviewer" initials="AR" lastIdx="1" clrIdx="0"/></p:cmAuthorLst>`;
    types["ppt/commentAuthors.xml"] = `${office}.presentationml.commentAuthors+xml`;
    parts[`ppt/comments/comment${number}.xml`] =
      `${xmlHead}<p:cmLst ${presentationml}><p:cm authorId="0" dt="2020-01-01T00:00:00.000" idx="1">` +
      `<p:pos x="100" y="100"/><p:text>${escapeXml(slide.comment)}</p:text></p:cm></p:cmLst>`;
    types[`ppt/comments/comment${number}.xml`] = `${office}.presentationml.comments+xml`;
  }
  if (slide.notes !== undefined) addNotes(slide.notes, number, parts, types);
}

function addNotes(
  notes: string,
  number: number,
  parts: Record<string, string | Uint8Array>,
  types: Record<string, string>,
): void {
  parts["ppt/notesMasters/notesMaster1.xml"] =
    `${xmlHead}<p:notesMaster ${presentationml}><p:cSld><p:spTree>${groupHead}</p:spTree></p:cSld>` +
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" ' +
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/></p:notesMaster>';
  parts["ppt/notesMasters/_rels/notesMaster1.xml.rels"] = relationships([
    { kind: "theme", target: "../theme/theme2.xml" },
  ]);
  parts["ppt/theme/theme2.xml"] = slideMasterParts["ppt/theme/theme1.xml"] ?? "";
  parts[`ppt/notesSlides/notesSlide${number}.xml`] =
    `${xmlHead}<p:notes ${presentationml}><p:cSld><p:spTree>${groupHead}` +
    '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr>' +
    '<p:spPr><a:xfrm><a:off x="685800" y="4400550"/><a:ext cx="5486400" cy="3600450"/></a:xfrm></p:spPr>' +
    `<p:txBody><a:bodyPr/><a:p><a:r><a:t>${escapeXml(notes)}</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:notes>`;
  parts[`ppt/notesSlides/_rels/notesSlide${number}.xml.rels`] = relationships([
    { kind: "notesMaster", target: "../notesMasters/notesMaster1.xml" },
    { kind: "slide", target: `../slides/slide${number}.xml` },
  ]);
  types["ppt/notesMasters/notesMaster1.xml"] = `${office}.presentationml.notesMaster+xml`;
  types["ppt/theme/theme2.xml"] = `${office}.theme+xml`;
  types[`ppt/notesSlides/notesSlide${number}.xml`] = `${office}.presentationml.notesSlide+xml`;
}
