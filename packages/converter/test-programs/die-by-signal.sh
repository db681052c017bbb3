#!/bin/sh
# A LibreOffice that crashes.
echo 'Fatal exception: Signal 11'
kill -s SEGV $$
