#!/usr/bin/env bash
# Two links of a Word document, alike but for one thing: the text of the second has a character style. Writer reads both as
# links, and writes only the second into the PDF. To the first the import gives the default character style, and the search
# for links before the export passes over links that have this one. Generators of documents often write no style. Giving
# the link any other character style, also one without a look, makes it one.
set -euo pipefail
cd "$(dirname "$0")"
PYTHONPATH=support exec python3 - <<'PYTHON'
import zipfile

from office import XML, conclude, workbench

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def relations(*rows):
    listed = "".join(f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>' for name, kind, target, mode in rows)
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'


def link(name, look):
    return f'<w:p><w:hyperlink r:id="{name}"><w:r>{look}<w:t>link {name}</w:t></w:r></w:hyperlink></w:p>'


with workbench() as bench:
    from pypdf import PdfReader

    source = bench.folder / "links.docx"
    external = ' TargetMode="External"'
    body = link("plain", "") + link("styled", '<w:rPr><w:rStyle w:val="Emphasis"/></w:rPr>')
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", (
            f'{XML}<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{TYPES}.document.main+xml"/>'
            f'<Override PartName="/word/styles.xml" ContentType="{TYPES}.styles+xml"/></Types>'))
        package.writestr("_rels/.rels", relations(("rId1", "officeDocument", "word/document.xml", "")))
        package.writestr("word/_rels/document.xml.rels", relations(
            ("rId1", "styles", "styles.xml", ""),
            ("plain", "hyperlink", "https://example.com/plain", external),
            ("styled", "hyperlink", "https://example.com/styled", external)))
        package.writestr("word/styles.xml", (
            f'{XML}<w:styles xmlns:w="{WORD}"><w:style w:type="character" w:styleId="Emphasis"><w:name w:val="Emphasis"/>'
            "<w:rPr><w:i/></w:rPr></w:style></w:styles>"))
        package.writestr("word/document.xml", (
            f'{XML}<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}"><w:body>{body}</w:body></w:document>'))
    status, path = bench.convert(source, "writer_pdf_Export", {})
    annotations = [one.get_object() for one in PdfReader(path).pages[0].get("/Annots", [])]
    links = [one["/A"]["/URI"] for one in annotations if "/A" in one]
    print(f"links of the PDF: {links}")
    conclude(status == 0 and links == ["https://example.com/styled"])
PYTHON
