#!/bin/bash
# flame.sh [FILE.svg]: a flame graph of durable holds, docs/flame-holds.svg if not told otherwise. Needs Debian's
# linux-perf and the right to look into the kernel; the server has one core and the load the other.
#   SECONDS_EACH=8 SEATGRID=path CONNECTIONS=64 flame.sh
set -u
HERE=$(dirname "${BASH_SOURCE[0]}")
. "$HERE/lib.sh"
OUT=${1:-$ROOT/docs/flame-holds.svg}
SECONDS_EACH=${SECONDS_EACH:-8}
CONNECTIONS=${CONNECTIONS:-64}

command -v perf >/dev/null || { echo "there is no perf: apt-get install linux-perf" >&2; exit 1; }
[ -x "$SEATGRID" ] || { echo "no server at $SEATGRID: swift build -c release --product seatgrid" >&2; exit 1; }
swift build -c release --package-path "$LOADTESTS" --product seatgrid-load >&2 || exit 1
make_scratch
trap 'stop "${SEATGRID_PID:-}"; rm -rf "${SCRATCH:?}"' EXIT
seatgrid_start taskset -c "${SERVER_CORE:-0}" || exit 1
taskset -c "${LOAD_CORE:-1}" "$BIN/seatgrid-load" holds --url "http://127.0.0.1:$PORT" --key-file "$KEYFILE" \
    --connections "$CONNECTIONS" --seconds "$((SECONDS_EACH + 2))" --warmup 0 --pid "$SEATGRID_PID" &
load=$!
sleep 1.5
perf record -q -F 1999 -g -p "$SEATGRID_PID" -o "$SCRATCH/perf.data" -- sleep "$SECONDS_EACH"
wait "$load"
perf script -i "$SCRATCH/perf.data" -F comm,ip,sym 2>/dev/null |
    python3 "$HERE/flamegraph.py" --title "SeatGrid, durable holds, $CONNECTIONS connections, $(date -u +%F)" >"$OUT"
echo "$OUT: $(wc -c <"$OUT") bytes"
