#!/bin/bash
# bench.sh: the bars in one run. The server is pinned to one core and the load to the other; hello and holds
# alternate, because only figures of the same minutes support a ratio.
#   ROUNDS=3 SECONDS_EACH=8 SERVER_CORE=0 LOAD_CORE=1 SEATGRID=path PARTS="holds snapshot fanout micro start" bench.sh
set -u
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
ROUNDS=${ROUNDS:-3}
SECONDS_EACH=${SECONDS_EACH:-8}
ON_SERVER="taskset -c ${SERVER_CORE:-0}"
ON_LOAD="taskset -c ${LOAD_CORE:-1}"
PARTS=${PARTS:-holds snapshot fanout micro start}
SUBSCRIBERS=${SUBSCRIBERS:-5000}
STALLED=${STALLED:-500}
MICRO=${MICRO:-$ROOT/.build/release/MicroBench}
ulimit -n "$(ulimit -Hn)"

finish() {
    stop "${SEATGRID_PID:-}"
    stop "${HELLO_PID:-}"
    rm -rf "${SCRATCH:?}"
}

holds() { # the server must be up
    load $ON_LOAD "$BIN/seatgrid-load" holds --url "http://127.0.0.1:$PORT" --key-file "$KEYFILE" \
        --seconds "$SECONDS_EACH" --warmup 1 --pid "$SEATGRID_PID" --json
}

part_holds() {
    echo "== durable holds against a plain NIO hello: 64 connections, server on one core, load on the other"
    printf '%-7s %10s %10s %6s %9s %9s %6s %8s %8s %8s %8s\n' round hello/s holds/s ratio 'hello µs' 'holds µs' ratio p50 p99 p99.9 driver%
    for round in $(seq "$ROUNDS"); do
        hello=$(load $ON_LOAD "$BIN/seatgrid-load" get --url "http://127.0.0.1:$HELLO_PORT" \
            --seconds "$SECONDS_EACH" --warmup 1 --pid "$HELLO_PID" --json)
        holds=$(holds)
        row "$round" "$hello" "$holds" | tee -a "$SCRATCH/rows"
    done
    awk '{ for (i = 2; i <= NF; i++) v[i] = v[i] " " $i; n = NF } END { for (i = 2; i <= n; i++) print v[i] }' "$SCRATCH/rows" |
        while read -r line; do tr ' ' '\n' <<<"$line" | median; done |
        { mapfile -t m; printf '%-7s %10s %10s %6s %9s %9s %6s %8s %8s %8s %8s\n' median "${m[@]}"; }
    echo "bars: ratio of requests at least 0.75, of CPU at most 1.4, p99 at most 5 ms"
}

row() { # round hello holds
    hs=$(field requests_per_second <<<"$2"); ss=$(field requests_per_second <<<"$3")
    hc=$(field server_cpu_us_per_request <<<"$2"); sc=$(field server_cpu_us_per_request <<<"$3")
    printf '%-7s %10s %10s %6s %9s %9s %6s %8s %8s %8s %8s\n' "$1" "${hs%.*}" "${ss%.*}" \
        "$(ratio "$ss" "$hs")" "$hc" "$sc" "$(ratio "$sc" "$hc")" \
        "$(field p50_ms <<<"$3")" "$(field p99_ms <<<"$3")" "$(field p99.9_ms <<<"$3")" \
        "$(field driver_cpu_percent <<<"$3")"
}

part_snapshot() {
    echo "== p99 of holds while snapshots are written (SIGUSR1 every half second) and without, alternating"
    for round in $(seq "$ROUNDS"); do
        quiet=$(holds)
        (while kill -USR1 "$SEATGRID_PID" 2>/dev/null; do sleep 0.5; done) &
        signals=$!
        busy=$(holds)
        kill "$signals" 2>/dev/null
        wait "$signals" 2>/dev/null
        echo "round $round: p99 $(field p99_ms <<<"$quiet") ms without, $(field p99_ms <<<"$busy") ms with," \
            "$(ratio "$(field p99_ms <<<"$busy")" "$(field p99_ms <<<"$quiet")") times (bar: at most 2)"
    done
}

part_fanout() {
    echo "== fan-out: $SUBSCRIBERS subscribers, $STALLED more that never read, 200 changes/s (bars: p99 from commit to socket at most 150 ms, 12 KB a connection)"
    $ON_LOAD "$BIN/seatgrid-load" fanout --url "http://127.0.0.1:$PORT" --key-file "$KEYFILE" \
        --subscribers "$SUBSCRIBERS" --stalled "$STALLED" --seconds "$SECONDS_EACH" --pid "$SEATGRID_PID"
    echo "== the same with changes of ten seats and few readers, so that those who never read fall far behind (memory stays bounded)"
    $ON_LOAD "$BIN/seatgrid-load" fanout --url "http://127.0.0.1:$PORT" --key-file "$KEYFILE" --changes 400 \
        --seats-per-change 10 --subscribers 100 --stalled "$STALLED" --seconds 20 --pid "$SEATGRID_PID"
}

part_micro() {
    echo "== in process: the turn, the codec, the log's batch, the search for seats, a show's state"
    if [ -x "$MICRO" ]; then $ON_SERVER "$MICRO"; else echo "no $MICRO: swift build -c release --product MicroBench"; fi
}

part_start() { # a server of its own, on all cores
    stop "$SEATGRID_PID"
    "$(dirname "${BASH_SOURCE[0]}")/start.sh"
    seatgrid_start $ON_SERVER
}

[ -x "$SEATGRID" ] || { echo "no server at $SEATGRID: swift build -c release --product seatgrid" >&2; exit 1; }
build_load || exit 1
make_scratch
trap finish EXIT
hello_start $ON_SERVER || exit 1
seatgrid_start $ON_SERVER || exit 1
echo "machine: $(nproc) cores, load average $(cut -d' ' -f1-3 /proc/loadavg), $(uname -r), $(date -u +%FT%TZ)"
for part in $PARTS; do
    "part_$part"
done
