#!/usr/bin/env bash
# Impress, asked for slides 2 to 4 of a presentation with an outline (ExportBookmarks), writes the right pages and titles.
# But the outline's destinations count from the first slide of the presentation and not from the first page of the PDF: the
# entry of slide 2 leads to the page of slide 3, and the last entry has no destination. Writer and Calc do it right.
set -euo pipefail
cd "$(dirname "$0")"
PYTHONPATH=support exec python3 - <<'PYTHON'
from office import conclude, workbench

with workbench() as bench:
    from pypdf import PdfReader

    status, path = bench.convert(bench.slides(5), "impress_pdf_Export", {
        "PageRange": ("string", "2-4"),
        "ExportBookmarks": ("boolean", True),
    })
    reader = PdfReader(path)
    pages = [page.extract_text().strip() for page in reader.pages]
    numbers = [page.indirect_reference.idnum for page in reader.pages]
    leads_to = {}
    for entry in reader.outline:
        destination = entry.node.get("/Dest")
        leads_to[entry.title] = pages[numbers.index(destination[0].idnum)] if destination else "nowhere"
    print(f"exit status {status}; pages: {', '.join(pages)}")
    for title, target in leads_to.items():
        print(f"outline entry {title!r} leads to {target}")
    is_shifted = leads_to == {"Slide 2": "Slide 3", "Slide 3": "Slide 4", "Slide 4": "nowhere"}
    conclude(status == 0 and pages == ["Slide 2", "Slide 3", "Slide 4"] and is_shifted)
PYTHON
