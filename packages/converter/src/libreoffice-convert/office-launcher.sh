#!/bin/sh
# Stands in for soffice: libreoffice-convert starts this, and this starts LibreOffice in a session of its own, with
# limits, so that all of it can be ended at once. LibreOffice does not outlive this program, the end of standard input
# (whoever started the conversion has died) or a signal. It always exits with 0, because LibreOffice's exit status
# says nothing; the true one is in OFFICE_RECORD/ended, the end of its output is in OFFICE_RECORD/output.
#
# OFFICE_PROGRAM      LibreOffice's program
# OFFICE_JAIL         a program that runs another in a jail; empty: there is none
# OFFICE_JAIL_PLAN    what that program is told
# OFFICE_PROFILE      URL of the profile to use instead of the one that the first argument names
# OFFICE_RECORD       folder for what is worth knowing afterwards
# OFFICE_EXTENSION    of the result
# OFFICE_FILTER       LibreOffice's filter for it, and perhaps a colon and options
# OFFICE_RESULTS      becomes the folder of all that LibreOffice saved; empty: there is only the result
# OFFICE_MACRO        a macro to run instead of the arguments; it finds source and result in OFFICE_SOURCE, OFFICE_RESULT
# OFFICE_MEMORY_KIB, OFFICE_CPU_SECONDS, OFFICE_FILE_BLOCKS   limits: address space, processor time, 512-byte blocks of a file

office='' tail='' watch=''

# Also what was started a moment ago and has no name yet, $!: a signal may come between the two.
end_everything() {
  # The group once it has one of its own, and the process for the moment before that.
  for process in $office $!; do kill -s KILL -- "-$process" "$process" 2>/dev/null; done
  for process in $tail $watch; do kill -s KILL "$process" 2>/dev/null; done
}
trap 'end_everything; wait; exit 0' TERM INT HUP

own_session() {
  if command -v setsid >/dev/null; then
    exec setsid "$@"
  fi
  exec perl -MPOSIX -e 'POSIX::setsid(); exec { $ARGV[0] } @ARGV; exit 127' -- "$@"
}

limit_resources() {
  ulimit -c 0
  # When memory is short, the kernel shall end a document before anything else.
  echo 1000 2>/dev/null >/proc/self/oom_score_adj
  # Some systems know no limit of address space.
  ulimit -v "$OFFICE_MEMORY_KIB" 2>/dev/null
  ulimit -t "$OFFICE_CPU_SECONDS"
  ulimit -f "$OFFICE_FILE_BLOCKS"
}

# The source into a folder of its own, so that a result of the same name neither replaces it nor is taken for it.
set_source_apart() {
  folder="${OFFICE_SOURCE%/*}/source"
  mkdir "$folder" && mv "$OFFICE_SOURCE" "$folder" && OFFICE_SOURCE="$folder/${OFFICE_SOURCE##*/}"
}

exec 3<&0 </dev/null
for OFFICE_SOURCE in "$@"; do :; done
outputs="${OFFICE_SOURCE%/*}"
OFFICE_RESULT="${OFFICE_SOURCE%.*}.$OFFICE_EXTENSION"
set_source_apart
export OFFICE_SOURCE OFFICE_RESULT
if [ -n "$OFFICE_MACRO" ]; then
  set -- --headless --norestore "$OFFICE_MACRO"
else
  # libreoffice-convert gives: profile, --headless, --convert-to, kind, --outdir, folder, more, source.
  shift 6
  for last in "$@"; do
    shift
    [ $# -eq 0 ] || set -- "$@" "$last"
  done
  set -- --headless --convert-to "$OFFICE_EXTENSION:$OFFICE_FILTER" --outdir "$outputs" "$@" "$OFFICE_SOURCE"
fi

mkfifo "$OFFICE_RECORD/output.pipe"
# Some shells tell of every process that was ended; libreoffice-convert would take that for a failure.
exec 2>/dev/null
tail -c 8000 <"$OFFICE_RECORD/output.pipe" >"$OFFICE_RECORD/output" 3<&- &
tail=$!
(
  limit_resources
  # Not OFFICE_RECORD: whom to end stands there.
  own_session ${OFFICE_JAIL:+"$OFFICE_JAIL" "$OFFICE_JAIL_PLAN"} \
    "$OFFICE_PROGRAM" "-env:UserInstallation=$OFFICE_PROFILE" "$@"
) >"$OFFICE_RECORD/output.pipe" 2>&1 3<&- &
office=$!
echo "$$ $office" >"$OFFICE_RECORD/processes"
{
  read -r _ <&3
  end_everything
} &
watch=$!

wait "$office"
status=$?
kill -s KILL -- "-$office" 2>/dev/null
kill -s KILL "$watch" 2>/dev/null
wait "$tail"
# libreoffice-convert takes one file and removes the rest.
[ -z "$OFFICE_RESULTS" ] || { mv "$outputs" "$OFFICE_RESULTS" && mkdir "$outputs"; }
{
  echo "$status"
  times
} >"$OFFICE_RECORD/ended"
exit 0
