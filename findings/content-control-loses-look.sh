#!/usr/bin/env bash
# Two paragraphs of a Word document, alike but for one thing: a content control stands around the second. Both are bold, of 24
# points, and have a line break. LibreOffice 7.4 draws the second in its default look and on one line, after an empty one:
# the import collects the text of a control's first paragraph alone. A control for plain text in a line fares the same, and
# without its element w:text it does not.
set -euo pipefail
cd "$(dirname "$0")"
PYTHONPATH=support exec python3 - <<'PYTHON'
import zipfile

from office import XML, conclude, workbench

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def paragraph(name):
    return f'<w:p><w:r><w:rPr><w:b/><w:sz w:val="48"/></w:rPr><w:t>{name} one</w:t><w:br/><w:t>{name} two</w:t></w:r></w:p>'


with workbench() as bench:
    from pypdf import PdfReader

    source = bench.folder / "control.docx"
    control = f'<w:sdt><w:sdtPr><w:id w:val="1"/></w:sdtPr><w:sdtContent>{paragraph("second")}</w:sdtContent></w:sdt>'
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", (
            f'{XML}<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{TYPES}.document.main+xml"/></Types>'))
        package.writestr("_rels/.rels", (
            f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'))
        package.writestr("word/document.xml", (
            f'{XML}<w:document xmlns:w="{WORD}"><w:body>{paragraph("first")}{control}<w:p/></w:body></w:document>'))
    status, path = bench.convert(source, "writer_pdf_Export", {})
    sizes = {}

    def note(text, _context, _matrix, _font, size):
        for name in ("first", "second"):
            if name in text:
                sizes.setdefault(name, set()).add(round(size))

    page = PdfReader(path).pages[0]
    lines = page.extract_text(visitor_text=note).split("\n")
    print(f"sizes: {sizes}, lines: {lines}")
    conclude(status == 0 and sizes["first"] == {24} and 24 not in sizes["second"] and "first two" in lines and "second two" not in lines)
PYTHON
