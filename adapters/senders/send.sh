#!/bin/sh
# Signs a delivery (Standard Webhooks, v1) and sends it to Lethe; again with the same id while it may be taken later.
# Needs a POSIX shell, openssl, od, tr and curl. Usage: send.sh ADDRESS SECRET_FILE BODY_FILE [ID]
#   send.sh --sign SECRET_FILE BODY_FILE ID TIMESTAMP   only prints the signature
# Exit codes: 0 stored, 1 refused, 2 wrong usage, 3 not taken after all tries.
set -eu

usage() {
  echo 'usage: send.sh ADDRESS SECRET_FILE BODY_FILE [ID] | send.sh --sign SECRET_FILE BODY_FILE ID TIMESTAMP' >&2
  exit 2
}

# The key as hexadecimal: the secret without its prefix is base64.
key_of() {
  secret=$(tr -d '\r\n' < "$1")
  case $secret in
    whsec_*) printf '%s' "${secret#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \n' ;;
    *) echo 'the secret file holds no whsec_ secret' >&2; exit 2 ;;
  esac
}

# One of the two pads of HMAC (RFC 2104), as octal escapes for printf. HMAC is put together here because openssl takes
# its key on the command line only, where every user of the machine can see it; printf is part of the shell.
pad() {
  printf '%s' "$1" | awk -v mask="$2" '
    function hex(pair) { return (index(digits, substr(pair, 1, 1)) - 1) * 16 + index(digits, substr(pair, 2, 1)) - 1 }
    function differing(a, b,   bit, sum) {
      sum = 0
      for (bit = 1; bit < 256; bit *= 2) if (int(a / bit) % 2 != int(b / bit) % 2) sum += bit
      return sum
    }
    BEGIN { digits = "0123456789abcdef" }
    { key = $0 }
    END {
      for (at = 0; at < 64; at++) {
        pair = substr(key, at * 2 + 1, 2)
        printf "\\%03o", differing(pair == "" ? 0 : hex(pair), mask)
      }
    }'
}

sign() { # SECRET_FILE BODY_FILE ID TIMESTAMP
  key=$(key_of "$1")
  inner=$(pad "$key" 54)
  outer=$(pad "$key" 92)
  digest=$({ printf "$inner"; printf '%s.%s.' "$3" "$4"; cat "$2"; } | openssl dgst -sha256 -binary | od -An -v -to1 | tr -s ' \n' ' ')
  bytes=$(for byte in $digest; do printf '\\%s' "$byte"; done)
  printf 'v1,%s\n' "$({ printf "$outer"; printf "$bytes"; } | openssl dgst -sha256 -binary | openssl base64 -A)"
}

if [ "${1-}" = '--sign' ]; then
  [ $# -eq 5 ] || usage
  sign "$2" "$3" "$4" "$5"
  exit 0
fi

[ $# -ge 3 ] && [ $# -le 4 ] || usage
address=$1 secret_file=$2 body_file=$3
id=${4:-msg_$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')}
headers=$(mktemp)
trap 'rm -f "$headers"' EXIT

tries=0
wait=2
while [ $tries -lt 8 ]; do
  tries=$((tries + 1))
  # Each try is signed anew with the present time and the same id: Lethe carries it out once.
  timestamp=$(date +%s)
  signature=$(sign "$secret_file" "$body_file" "$id" "$timestamp")
  status=$(curl -sS -o /dev/null -D "$headers" -w '%{http_code}' --max-time 30 \
    -H 'content-type: application/json' -H "webhook-id: $id" -H "webhook-timestamp: $timestamp" \
    -H "webhook-signature: $signature" --data-binary "@$body_file" "$address" || true)
  case $status in
    2??) echo "stored: $id"; exit 0 ;;
    429 | 5?? | 000 | '')
      after=$(tr -d '\r' < "$headers" | awk 'tolower($1) == "retry-after:" && $2 ~ /^[0-9]+$/ { print $2 }' | tail -n 1)
      sleep "${after:-$wait}"
      wait=$((wait * 2))
      ;;
    *) echo "refused with $status: $id" >&2; exit 1 ;;
  esac
done
echo "not taken after $tries tries; send it again with the id $id" >&2
exit 3
