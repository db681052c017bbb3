#!/bin/sh
# A LibreOffice that never ends and listens to no signal but the last one. Its processes are named in `pids`.
trap '' TERM INT HUP
sleep 600 &
echo "$$ $!" >"$OFFICE_RECORD/pids"
while :; do sleep 1; done
