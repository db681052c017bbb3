"""Converts one document and waits for its PDF:

    python3 submit-and-wait.py http://127.0.0.1:3000 deck.pptx deck.pdf

PLATEN_API_KEY is sent along where it is set. Needs nothing beyond Python itself.
"""

import json
import os
import sys
import urllib.error
import urllib.request
import uuid
from pathlib import Path

server, source, target = sys.argv[1:4]
key = os.environ.get("PLATEN_API_KEY")


def call(path, headers=None, body=None):
    """Opens a response; problems are JSON with a stable code and a detail for people."""
    headers = dict(headers or {})
    if key:
        headers["Authorization"] = f"Bearer {key}"
    request = urllib.request.Request(server + path, data=body, headers=headers)
    try:
        return urllib.request.urlopen(request, timeout=120)
    except urllib.error.HTTPError as error:
        problem = json.load(error)
        sys.exit(f"{problem['code']}: {problem.get('detail')}")


def form_of(path):
    """A form with one file, as bytes, and its Content-Type."""
    boundary = uuid.uuid4().hex
    name = path.name.replace("\\", "\\\\").replace('"', "%22")
    head = (
        f"--{boundary}\r\n"
        f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    body = head.encode() + path.read_bytes() + f"\r\n--{boundary}--\r\n".encode()
    return body, f"multipart/form-data; boundary={boundary}"


body, content_type = form_of(Path(source))
# The same key may be sent again after a broken connection, and makes no second job.
headers = {"Content-Type": content_type, "Idempotency-Key": str(uuid.uuid4())}
with call("/v1/jobs", headers, body) as response:
    job = json.load(response)
while job["status"] in ("queued", "processing"):
    # Answered when the job has ended, or after 30 seconds as it is by then.
    with call(f"/v1/jobs/{job['id']}", {"Prefer": "wait=30"}) as response:
        job = json.load(response)
if job["status"] != "succeeded":
    error = job["error"] or {}
    sys.exit(f"{error.get('code', job['status'])}: {error.get('message')}")
with call(f"/v1/jobs/{job['id']}/result") as response:
    Path(target).write_bytes(response.read())
print(f"{target}: {job['result']['pages']} pages")
