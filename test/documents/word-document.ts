import { contentTypes, openXmlNamespaces, type Relationship, relationships } from "./open-xml.ts";
import { escapeXml, xmlHead } from "./xml.ts";
import { type Parts, zipPackage } from "./zip-package.ts";

export interface Paragraph {
  readonly text: string;
  readonly heading?: boolean;
  readonly comment?: string;
  readonly link?: string;
  /** Begins a new page. */
  readonly newPage?: boolean;
}

export interface WordDocumentContent {
  readonly paragraphs: readonly Paragraph[];
  readonly kind?: "docx" | "docm";
}

const office = "application/vnd.openxmlformats-officedocument";
const mainTypes = {
  docx: `${office}.wordprocessingml.document.main+xml`,
  docm: "application/vnd.ms-word.document.macroEnabled.main+xml",
} as const;

const wordprocessingml = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ${openXmlNamespaces}`;

/** A text document as Word writes it, on A4. */
export function createWordDocument({ paragraphs, kind = "docx" }: WordDocumentContent): Uint8Array {
  const links: Relationship[] = [
    { kind: "styles", target: "styles.xml" },
    { kind: "comments", target: "comments.xml" },
    ...paragraphs.flatMap(({ link }) =>
      link === undefined ? [] : [{ kind: "hyperlink", target: link, external: true }],
    ),
  ];
  return zipPackage({
    "[Content_Types].xml": contentTypes({
      "word/document.xml": mainTypes[kind],
      "word/styles.xml": `${office}.wordprocessingml.styles+xml`,
      "word/comments.xml": `${office}.wordprocessingml.comments+xml`,
    }),
    "_rels/.rels": relationships([{ kind: "officeDocument", target: "word/document.xml" }]),
    "word/_rels/document.xml.rels": relationships(links),
    ...contentParts(paragraphs, links),
  } satisfies Parts);
}

/** A text of this many short lines: LibreOffice needs about 50 µs of processor time for each. */
export function createLongText(lines: number): Uint8Array {
  return createWordDocument({
    paragraphs: Array.from({ length: lines }, (_, index) => ({ text: `Line ${index}` })),
  });
}

function contentParts(paragraphs: readonly Paragraph[], links: readonly Relationship[]): Parts {
  const comments = paragraphs.map(({ comment }, index) =>
    comment === undefined
      ? ""
      : `<w:comment w:id="${index}" w:author="Ada Reviewer" w:date="2020-01-01T00:00:00Z" w:initials="AR">` +
        `<w:p><w:r><w:t>${escapeXml(comment)}</w:t></w:r></w:p></w:comment>`,
  );
  const body = paragraphs.map((paragraph, index) => paragraphXml(paragraph, index, links)).join("");
  return {
    "word/document.xml":
      `${xmlHead}<w:document ${wordprocessingml}><w:body>${body}` +
      '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"/></w:sectPr>' +
      "</w:body></w:document>",
    "word/comments.xml": `${xmlHead}<w:comments ${wordprocessingml}>${comments.join("")}</w:comments>`,
    "word/styles.xml":
      `${xmlHead}<w:styles ${wordprocessingml}><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>` +
      '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>' +
      '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style></w:styles>',
  };
}

function paragraphXml(paragraph: Paragraph, index: number, links: readonly Relationship[]): string {
  const { text, heading, comment, link, newPage } = paragraph;
  const style = heading === true ? '<w:pStyle w:val="Heading1"/>' : "";
  const pageBreak = newPage === true ? "<w:pageBreakBefore/>" : "";
  const look = link === undefined ? "" : '<w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr>';
  const run = `<w:r>${look}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
  const id = links.findIndex((candidate) => candidate.kind === "hyperlink" && candidate.target === link) + 1;
  const linked = link === undefined ? run : `<w:hyperlink r:id="rId${id}">${run}</w:hyperlink>`;
  const commented =
    comment === undefined
      ? linked
      : `<w:commentRangeStart w:id="${index}"/>${linked}<w:commentRangeEnd w:id="${index}"/>` +
        `<w:r><w:commentReference w:id="${index}"/></w:r>`;
  return `<w:p><w:pPr>${style}${pageBreak}</w:pPr>${commented}</w:p>`;
}
