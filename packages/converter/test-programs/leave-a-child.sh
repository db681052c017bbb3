#!/bin/sh
# A LibreOffice that ends well but leaves a process behind, named in `pids`.
sleep 600 &
echo "$!" >"$OFFICE_RECORD/pids"
cp "$OFFICE_SOURCE" "$OFFICE_RESULT"
