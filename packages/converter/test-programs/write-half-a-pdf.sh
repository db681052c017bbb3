#!/bin/sh
# A LibreOffice that says that all went well and leaves a file without an end.
printf '%%PDF-1.6\n1 0 obj\n<</Type/Catalog>>\nendobj\n' >"$OFFICE_RESULT"
