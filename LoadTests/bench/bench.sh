#!/bin/bash
# bench.sh: the bars in one run. The server is pinned to one core and the load to the other; hello and holds
# alternate, because only figures of the same minutes support a ratio.
#   ROUNDS=3 SECONDS_EACH=8 SERVER_CORE=0 LOAD_CORE=1 SEATGRID=path PARTS="holds open fanout" bench.sh
set -u
HERE=$(dirname "${BASH_SOURCE[0]}")
. "$HERE/lib.sh"
. "$HERE/bars.sh"
. "$HERE/loops.sh"
ROUNDS=${ROUNDS:-3}
SECONDS_EACH=${SECONDS_EACH:-8}
ON_SERVER="taskset -c ${SERVER_CORE:-0}"
ON_LOAD="taskset -c ${LOAD_CORE:-1}"
PARTS=${PARTS:-holds curve maps best open loops changes checkouts fanout snapshot micro start}
SUBSCRIBERS=${SUBSCRIBERS:-5000}
STALLED=${STALLED:-500}
MICRO=${MICRO:-$ROOT/.build/release/MicroBench}
ulimit -n "$(ulimit -Hn)"

finish() {
    stop "${SEATGRID_PID:-}"
    stop "${HELLO_PID:-}"
    for pid in ${EXTRA_PIDS:-}; do stop "$pid"; done
    rm -rf "${SCRATCH:?}"
}

part_snapshot() {
    echo "== p99 of holds while snapshots are written (SIGUSR1 every half second) and without, alternating"
    for round in $(seq "$ROUNDS"); do
        quiet=$(ours holds 64)
        (while kill -USR1 "$SEATGRID_PID" 2>/dev/null; do sleep 0.5; done) &
        signals=$!
        busy=$(ours holds 64)
        kill "$signals" 2>/dev/null
        wait "$signals" 2>/dev/null
        echo "round $round: p99 $(field p99_ms <<<"$quiet") ms without, $(field p99_ms <<<"$busy") ms with," \
            "$(ratio "$(field p99_ms <<<"$busy")" "$(field p99_ms <<<"$quiet")") times (bar: at most 2)"
    done
}

part_changes() {
    echo "== live: 2,000 subscribers of one show, 1,000 changes a second"
    : >"$SCRATCH/changes"
    for round in $(seq "$ROUNDS"); do
        quiet
        seen=$(load $ON_LOAD "$BIN/seatgrid-load" fanout --url "http://127.0.0.1:$PORT" --key-file "$KEYFILE" \
            --subscribers 2000 --changes 1000 --seconds "$SECONDS_EACH" --pid "$SEATGRID_PID" --json)
        echo "round $round: $(field changes_per_second <<<"$seen") changes/s, from commit to socket p50" \
            "$(field commit_to_socket_p50_ms <<<"$seen"), p99 $(field commit_to_socket_p99_ms <<<"$seen"), slowest" \
            "$(field commit_to_socket_max_ms <<<"$seen") ms; $(field frames_per_second <<<"$seen") frames/s, server" \
            "$(field server_cpu_percent <<<"$seen") % and driver $(field driver_cpu_percent <<<"$seen") % of a core"
        field commit_to_socket_p99_ms <<<"$seen" >>"$SCRATCH/changes"
    done
    echo "bar: p99 $(verdict "$(median <"$SCRATCH/changes")" '<=' 100) ms"
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
    "$HERE/start.sh"
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
