/** A PDF of these objects, numbered from 1; the first is the catalog. `info` is the number of its own facts. */
export function pdfBytes(objects: readonly string[], info?: number): Buffer {
  let pdf = "%PDF-1.7\n";
  const rows = objects.map((object, index) => {
    const offset = pdf.length;
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const facts = info === undefined ? "" : ` /Info ${info} 0 R`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${facts} >>`;
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows.join("")}`;
  return Buffer.from(`${pdf}${table}${trailer}\nstartxref\n${pdf.length}\n%%EOF\n`, "latin1");
}

/** A page for each text, with a bookmark of the same words, and a form field on the first page. */
export function pdfOfTexts(texts: readonly string[], title = "A title"): Buffer {
  const first = 8;
  const pages = texts.map((_, index) => first + index * 3);
  const outlines = texts.map((text, index) => {
    const number = first + index * 3 + 2;
    const previous = index > 0 ? ` /Prev ${number - 3} 0 R` : "";
    const next = index + 1 < texts.length ? ` /Next ${number + 3} 0 R` : "";
    return `<< /Title (${text}) /Parent 5 0 R /Dest [${first + index * 3} 0 R /Fit]${previous}${next} >>`;
  });
  return pdfBytes(
    [
      "<< /Type /Catalog /Pages 2 0 R /Outlines 5 0 R /AcroForm << /NeedAppearances true /Fields [6 0 R] /DA (/F 12 Tf) /DR << /Font << /F 3 0 R >> >> >> >>",
      `<< /Type /Pages /Count ${texts.length} /Kids [${pages.map((page) => `${page} 0 R`).join(" ")}] >>`,
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
      `<< /Title (${title}) /Author (Ada) /CreationDate (D:20190304050607Z) >>`,
      `<< /Type /Outlines /First ${first + 2} 0 R /Last ${first + texts.length * 3 - 1} 0 R /Count ${texts.length} >>`,
      `<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (filled in) /DA (/F 12 Tf) /Rect [50 50 250 80] /F 4 /P ${first} 0 R /AP << /N 7 0 R >> >>`,
      stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 200 30] /Resources << /Font << /F 3 0 R >> >>",
        "/Tx BMC EMC",
      ),
      ...texts.flatMap((text, index) => [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${300 + index * 10} 400] /Contents ${first + index * 3 + 1} 0 R ` +
          `/Resources << /Font << /F 3 0 R >> >>${index === 0 ? " /Annots [6 0 R]" : ""} >>`,
        stream("", `BT /F 24 Tf 50 200 Td (${text}) Tj ET`),
        outlines[index] ?? "",
      ]),
    ],
    4,
  );
}

function stream(dictionary: string, content: string): string {
  return `<< ${dictionary} /Length ${content.length} >>\nstream\n${content}\nendstream`;
}
