#!/usr/bin/env bash
# A PDF/A-1 must list the glyphs of each subset of a Type 1 font in the font descriptor's CharSet (ISO 19005-1, 6.3.5).
# LibreOffice 7.4 turns fonts with PostScript outlines, such as Noto's for Chinese, Japanese and Korean, into Type 1 and writes no
# CharSet, though the PDF says that it is PDF/A-1. It also calls a PDF/A-1b 1a, with or without headings and languages.
set -euo pipefail
cd "$(dirname "$0")"
PYTHONPATH=support exec python3 - <<'PYTHON'
import re

from office import conclude, workbench

with workbench() as bench:
    from pypdf import PdfReader

    text = bench.folder / "letter.txt"
    text.write_text("\u6f22\u5b57\u3068\u304b\u306a\n", encoding="utf-8")
    status, path = bench.convert(text, "writer_pdf_Export", {"SelectPdfVersion": ("long", 1)})
    reader = PdfReader(path)
    descriptors = [
        font.get_object()["/FontDescriptor"]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    ]
    subsets = [each for each in descriptors if "/FontFile" in each and re.match(r"/[A-Z]{6}\+", each["/FontName"])]
    for each in subsets:
        print(f"Type 1 subset {each['/FontName']}: CharSet {each.get('/CharSet', 'missing')}")
    metadata = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    part, letter = (re.search(rf"pdfaid:{name}>(\w+)<", metadata).group(1) for name in ("part", "conformance"))
    print(f"exit status {status}; the PDF claims PDF/A-{part}{letter}")
    conclude(status == 0 and (part, letter) == ("1", "A") and subsets and all("/CharSet" not in each for each in subsets))
PYTHON
