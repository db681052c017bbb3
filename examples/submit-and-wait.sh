#!/bin/sh
# Converts one document and waits for its PDF:
#
#   sh submit-and-wait.sh http://127.0.0.1:3000 deck.pptx deck.pdf
#
# PLATEN_API_KEY is sent along where it is set.
set -eu
server=$1 source=$2 target=$3

# Prints an answer; ends with it, a problem with a stable code, where the status is 400 or more.
call() {
  path=$1
  shift
  curl --silent --show-error --fail-with-body \
    ${PLATEN_API_KEY:+--header "Authorization: Bearer $PLATEN_API_KEY"} "$@" "$server$path"
}

# The first value of a name in JSON that is an object of plain texts as far as it matters here.
value() {
  printf '%s' "$job" | grep -o "\"$1\":\"[^\"]*\"" | head -n 1 | cut -d '"' -f 4
}

# The same key may be sent again after a broken connection, and makes no second job.
job=$(call /v1/jobs --header "Idempotency-Key: $(date +%s)-$$" --form "file=@\"$source\"") || { echo "$job" >&2; exit 1; }
id=$(value id)
while status=$(value status) && [ "$status" = queued ] || [ "$status" = processing ]; do
  # Answered when the job has ended, or after 30 seconds as it is by then.
  job=$(call "/v1/jobs/$id" --header "Prefer: wait=30") || { echo "$job" >&2; exit 1; }
done
if [ "$status" != succeeded ]; then
  echo "$(value code): $(value message)" >&2
  exit 1
fi
call "/v1/jobs/$id/result" --output "$target"
echo "$target"
