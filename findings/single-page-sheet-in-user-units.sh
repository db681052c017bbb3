#!/usr/bin/env bash
# A page of a PDF may have 14,400 units at most, which are points unless UserUnit says otherwise. LibreOffice, asked to put
# a sheet of 3,000 rows on one page (SinglePageSheets), writes a page of 12,800 units with UserUnit 3, for 38,400 points.
# That is valid from PDF 1.6 on, but a reader that takes units for points has a page of a third of its size. What looks at
# the sizes of pages has to multiply them.
set -euo pipefail
cd "$(dirname "$0")"
PYTHONPATH=support exec python3 - <<'PYTHON'
from office import conclude, workbench

with workbench() as bench:
    from pypdf import PdfReader

    found = []
    for rows in (300, 3_000):
        status, path = bench.convert(bench.sheet(rows), "calc_pdf_Export", {"SinglePageSheets": ("boolean", True)})
        reader = PdfReader(path)
        (page,) = reader.pages
        height, unit = float(page.mediabox.height), float(page.get("/UserUnit", 1))
        print(f"{rows} rows: exit status {status}, {reader.pdf_header}, {height:.0f} units of {unit:g} points = {height * unit:.0f} points")
        found.append((status, unit, height <= 14_400, height * unit > 14_400))
    conclude(found == [(0, 1.0, True, False), (0, 3.0, True, True)])
PYTHON
