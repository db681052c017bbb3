#!/bin/sh
# A LibreOffice that says far too much, among it the word that libreoffice-convert takes for a failure.
yes 'error: nothing of importance' | head -c 20000000 >&2
yes 'words' | head -c 20000000
echo 'the end'
cp "$OFFICE_SOURCE" "$OFFICE_RESULT"
