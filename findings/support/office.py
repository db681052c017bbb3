"""What the findings share: LibreOffice as it comes, documents written with Python alone, and pypdf to look at the results."""

import json
import shutil
import subprocess
import sys
import tempfile
import venv
import zipfile
from contextlib import contextmanager
from pathlib import Path

PYPDF = "6.4.0"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
PARTS = {
    "office": "office", "text": "text", "draw": "drawing", "table": "table", "svg": "svg-compatible",
}


class Workbench:
    """A temporary folder with a LibreOffice profile of its own."""

    def __init__(self, folder):
        self.folder = folder

    def convert(self, source, export_filter, options):
        """Runs soffice; answers with its exit status and the PDF's path."""
        given = {name: {"type": kind, "value": str(value).lower() if kind == "boolean" else str(value)}
                 for name, (kind, value) in options.items()}
        target = Path(tempfile.mkdtemp(dir=self.folder))
        command = [
            "soffice", f"-env:UserInstallation={(self.folder / 'profile').as_uri()}", "--headless",
            "--convert-to", f"pdf:{export_filter}:{json.dumps(given)}", "--outdir", str(target), str(source),
        ]
        run = subprocess.run(command, capture_output=True, text=True, timeout=180)
        return run.returncode, target / f"{source.stem}.pdf"

    def open_document(self, name, kind, body):
        """An OpenDocument file: `kind` is presentation or spreadsheet, `body` what stands in it."""
        media_type = f"application/vnd.oasis.opendocument.{kind}"
        namespaces = " ".join(f'xmlns:{short}="{OASIS}:{full}:1.0"' for short, full in PARTS.items())
        path = self.folder / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("mimetype", media_type, zipfile.ZIP_STORED)
            package.writestr("META-INF/manifest.xml", (
                f'{XML}<manifest:manifest xmlns:manifest="{OASIS}:manifest:1.0" manifest:version="1.2">'
                f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{media_type}"/>'
                '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
                "</manifest:manifest>"))
            package.writestr("content.xml", (
                f'{XML}<office:document-content {namespaces} office:version="1.2"><office:body>'
                f"<office:{kind}>{body}</office:{kind}></office:body></office:document-content>"))
        return path

    def slides(self, count):
        """A presentation whose slides are named and say Slide 1, Slide 2 and so on."""
        frame = '<draw:frame svg:x="2cm" svg:y="2cm" svg:width="10cm" svg:height="2cm"><draw:text-box>'
        return self.open_document("slides.odp", "presentation", "".join(
            f'<draw:page draw:name="Slide {number}">{frame}<text:p>Slide {number}</text:p></draw:text-box>'
            "</draw:frame></draw:page>" for number in range(1, count + 1)))

    def sheet(self, rows):
        """A spreadsheet with one sheet and one column of short texts."""
        cell = '<table:table-row><table:table-cell office:value-type="string"><text:p>Row {}</text:p></table:table-cell></table:table-row>'
        return self.open_document("sheet.ods", "spreadsheet", (
            f'<table:table table:name="Sheet">{"".join(cell.format(row) for row in range(1, rows + 1))}</table:table>'))


@contextmanager
def workbench():
    """Prints the versions and gives a Workbench; fails where LibreOffice is missing. All of it is gone afterwards."""
    if shutil.which("soffice") is None:
        sys.exit("LibreOffice is missing: put its soffice on the PATH (Debian: libreoffice-impress, libreoffice-calc).")
    with tempfile.TemporaryDirectory(prefix="finding-") as name:
        folder = Path(name)
        venv.create(folder / "python", with_pip=True)
        pip = [str(folder / "python" / "bin" / "pip"), "--disable-pip-version-check", "--quiet"]
        subprocess.run([*pip, "install", f"pypdf=={PYPDF}"], check=True, timeout=300)
        sys.path.insert(0, str(next((folder / "python" / "lib").glob("python3*/site-packages"))))
        version = subprocess.run(["soffice", "--version"], capture_output=True, text=True, timeout=60).stdout.strip()
        print(f"{version}; pypdf {PYPDF}")
        yield Workbench(folder)


def conclude(is_as_described):
    """Ends the script."""
    print("As described." if is_as_described else "CHANGED: this is not what findings/README.md describes.")
    sys.exit(0 if is_as_described else 1)
