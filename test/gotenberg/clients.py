"""What gotenberg-client and paperless-ngx, which is made with it, ask. Prints what came as JSON for the test."""

import json
import sys
from pathlib import Path

from gotenberg_client import GotenbergClient
from gotenberg_client._errors import HttpStatusError
from gotenberg_client.options import PdfAFormat

url, folder = sys.argv[1], Path(sys.argv[2])
first, second, protected, broken = (folder / name for name in ("1.docx", "2.odt", "protected.pdf", "broken.docx"))


def save(name, response):
    """Where the output was put: a zip is taken apart, into a folder."""
    to = folder / name
    if response.is_zip:
        to.mkdir()
        response.extract_to(to)
        return sorted(path.name for path in to.iterdir())
    response.to_file(to)
    return to.name


def refusal(route):
    try:
        route.run()
    except HttpStatusError as error:
        answer = error.response
        return [answer.status_code, answer.headers["content-type"], answer.content.decode()]
    return "nothing was refused"


with GotenbergClient(host=url, timeout=60) as client:
    seen = {"version": client.version.get(), "health": client.health.health().overall.value}
    with client.libre_office.to_pdf() as route:
        seen["one"] = save("one.pdf", route.convert(first).run())
    with client.libre_office.to_pdf() as route:
        seen["several"] = save("several", route.convert_files([second, first]).run())
    with client.libre_office.to_pdf() as route:
        seen["merged"] = save("merged.pdf", route.convert_files([second, first]).merge(merge=True).run())
    with client.libre_office.to_pdf() as route:
        seen["needs a password"] = refusal(route.convert(protected))
    with client.libre_office.to_pdf() as route:
        seen["opened"] = save("opened.pdf", route.convert(protected).password("open").run())
    with client.libre_office.to_pdf() as route:
        seen["broken"] = refusal(route.convert(broken))

# paperless-ngx: one connection for each document, with its own settings and half an hour of patience.
with GotenbergClient(host=url, timeout=1800) as client, client.libre_office.to_pdf() as route:
    route.update_indexes(update_indexes=False).pdf_format(PdfAFormat.A2b)
    seen["archived"] = save("archived.pdf", route.convert(first).run())
with GotenbergClient(host=url, timeout=1800) as client, client.merge.merge() as route:
    seen["put together"] = save("together.pdf", route.merge([folder / "one.pdf", folder / "opened.pdf"]).run())

print(json.dumps(seen))
