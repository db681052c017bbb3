#!/bin/sh
# A LibreOffice whose result never ends.
exec cat /dev/zero >"$OFFICE_RESULT"
