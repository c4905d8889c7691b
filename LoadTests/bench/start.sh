#!/bin/bash
# start.sh: how long a node takes from exec to `ready on`, with a million records in the log and then from a
# snapshot of the same state; and what its shows cost in memory. 20,000 shows of 300 seats.
#   SHOWS=20000 CHURN=14 TIMES=5 SEATGRID=path PORT=18110 start.sh
# The log is made by real requests; each start but the first follows a kill -9 of the process itself.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
SHOWS=${SHOWS:-20000}
CHURN=${CHURN:-14}
TIMES=${TIMES:-5}
SERVED=
ulimit -n "$(ulimit -Hn)"

finish() {
    die "${SERVED:-}"
    rm -rf "${SCRATCH:?}"
}

die() { # pid
    [ -n "$1" ] || return 0
    kill -9 "$1" 2>/dev/null
    while kill -0 "$1" 2>/dev/null; do sleep 0.02; done
}

# Starts the server and waits for its line: sets SERVED, and TOOK in milliseconds.
serve() {
    local began=$EPOCHREALTIME line
    exec {OUT}< <(exec "$SEATGRID" serve --data "$SCRATCH/data" --listen "127.0.0.1:$PORT" \
        --keys "$SCRATCH/keys" --rate-limit off --snapshot-every 1000000000 2>>"$SCRATCH/seatgrid.log")
    SERVED=$!
    read -r line <&"$OUT"
    local ended=$EPOCHREALTIME
    case $line in
    *'ready on'*) ;;
    *) echo "the server did not start: ${line:-$(tail -1 "$SCRATCH/seatgrid.log")}" >&2; exit 1 ;;
    esac
    TOOK=$(awk -v a="$began" -v b="$ended" 'BEGIN { printf "%.0f", (b - a) * 1000 }')
}

resident() { awk '/^VmRSS/ { printf "%.0f", $2 / 1024 }' "/proc/$SERVED/status"; }

starts() { # what bar
    local all=
    for _ in $(seq "$TIMES"); do
        serve
        all="$all $TOOK"
        # The segments that are zeroed in the background belong to the last start, not to the next.
        sleep 2
        memory=$(resident)
        die "$SERVED"
    done
    echo "$1: $(tr ' ' '\n' <<<"${all# }" | median) ms (${all# }), ${memory} MB (bar: at most $2 ms)"
}

fill() {
    "$BIN/seatgrid-load" import-many --url "http://127.0.0.1:$PORT" --key-file "$KEYFILE" --shows "$SHOWS" \
        --seats 300 --hold-share 0.2 --ttl 1800000 --pid "$SERVED" "$@"
}

[ -x "$SEATGRID" ] || { echo "no server at $SEATGRID: swift build -c release --product seatgrid" >&2; exit 1; }
swift build -c release --package-path "$LOADTESTS" --product seatgrid-load >&2 || exit 1
make_scratch
trap finish EXIT
KEYFILE=$SCRATCH/load.key
"$SEATGRID" key create --keys "$SCRATCH/keys" --name load --rights hold,book,operate >"$KEYFILE" || exit 1
echo "== start-up and memory: $SHOWS shows of 300 seats, a fifth of them held two by two, $CHURN holds a show given up before"
serve
echo "an empty node: $TOOK ms"
fill --churn "$CHURN" --seats-per-hold 2
die "$SERVED"
starts "from the log" 1500
serve
kill "$SERVED"
while kill -0 "$SERVED" 2>/dev/null; do sleep 0.05; done
starts "from a snapshot" 700
du -sh "$SCRATCH/data/log" "$SCRATCH/data/snapshots" 2>/dev/null | sed 's,\t.*/,\t,'
