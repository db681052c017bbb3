#!/bin/sh
# Takes 400 MB, in the place of LibreOffice, and ends.
exec dd if=/dev/zero of=/dev/null bs=400000000 count=1
