/** A sound PDF of empty pages, which carries `note` in its information: the same note, the same bytes. */
export function smallPdf(pages: number, note: string): Buffer {
  const pageNumbers = Array.from({ length: pages }, (_, index) => index + 4);
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${pages} /Kids [${pageNumbers.map((number) => `${number} 0 R`).join(" ")}] >>`,
    `<< /Title (${note.replace(/[^\w .:-]/g, "_")}) >>`,
    ...pageNumbers.map(() => "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 720 540] >>"),
  ];
  let pdf = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = pdf.length;
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const trailer = `<< /Size ${objects.length + 1} /Root 1 0 R /Info 3 0 R >>`;
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  return Buffer.from(`${pdf}${table}trailer\n${trailer}\nstartxref\n${pdf.length}\n%%EOF\n`, "latin1");
}
