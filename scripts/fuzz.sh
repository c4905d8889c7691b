#!/usr/bin/env bash
# fuzz.sh SECONDS: lets libFuzzer look for bytes that the narrow lane and NIO's codec read differently.
# Exits 0 if it found none; what it did find stands in .fuzz/crash-*.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-60}
SEATGRID_FUZZ=1 swift build -c release --scratch-path .build-fuzz --sanitize=fuzzer \
    -Xswiftc -enable-testing --product narrow-fuzz

# What it begins from: a plain request of each route, and the words that parsers disagree about.
mkdir -p .fuzz/corpus
hold=/v1/shows/s1/holds/hd_0123456789ABCDEFGHJKMNPQRS
seed() { printf '%s HTTP/1.1\r\nHost: b\r\n%b\r\n%s' "$2" "$3" "$4" >".fuzz/corpus/seed-$1"; }
json='Content-Type: application/json\r\nContent-Length: 2\r\n'
seed 1 "POST /v1/shows/s1/holds" "${json}Idempotency-Key: k\r\n" '{}'
seed 2 "POST $hold/extend" "$json" '{}'
seed 3 "POST $hold/book" "${json}X-Request-Id: abcdefgh\r\n" '{}'
seed 4 "PATCH $hold" "${json}Connection: keep-alive\r\n" '{}'
seed 5 "DELETE $hold" 'Authorization: Bearer k\r\nX-Forwarded-For: ::1\r\n' ''
seed 6 "GET $hold" '' ''
seed 7 "GET /v1/shows/s1/seats" 'If-None-Match: "1"\r\nAccept: */*\r\n' ''
cat >.fuzz/words <<'WORDS'
"Content-Length: "
"Transfer-Encoding: chunked"
"Connection: "
"Proxy-Connection: "
"Upgrade: "
"Expect: "
"Content-Encoding: "
"Trailer: "
"HTTP/1.1"
"/v1/shows/"
"\x0d\x0a"
"\x0d\x0a\x0d\x0a"
WORDS

SWIFT_BACKTRACE=enable=no .build-fuzz/release/narrow-fuzz .fuzz/corpus -dict=.fuzz/words \
    -max_total_time="$seconds" -max_len=2048 -timeout=5 -artifact_prefix=.fuzz/ -print_final_stats=1
