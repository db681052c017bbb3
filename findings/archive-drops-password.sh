#!/usr/bin/env bash
# A PDF/A must not be encrypted. LibreOffice, asked for PDF/A-2b and a password at once, keeps the first and drops the
# second: the PDF opens without a password, and neither the exit status nor a message says so. With the password alone the
# PDF is encrypted. So whoever offers both has to refuse the combination before LibreOffice sees it.
set -euo pipefail
cd "$(dirname "$0")"
PYTHONPATH=support exec python3 - <<'PYTHON'
from office import conclude, workbench

password = {"EncryptFile": ("boolean", True), "DocumentOpenPassword": ("string", "open sesame")}

with workbench() as bench:
    from pypdf import PdfReader

    source = bench.slides(1)
    found = []
    for name, options in {
        "password alone": password,
        "password and PDF/A-2b": {**password, "SelectPdfVersion": ("long", 2)},
    }.items():
        status, path = bench.convert(source, "impress_pdf_Export", options)
        found.append((status, PdfReader(path).is_encrypted))
        print(f"{name}: exit status {status}, {'encrypted' if found[-1][1] else 'not encrypted'}")
    conclude(found == [(0, True), (0, False)])
PYTHON
