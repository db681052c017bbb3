#!/bin/sh
# A LibreOffice that leaves its environment and its arguments as its result.
{
  env
  for argument in "$@"; do echo "argument $argument"; done
  ulimit -a
} >"$OFFICE_RESULT"
