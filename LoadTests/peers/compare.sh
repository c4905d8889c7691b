#!/bin/bash
# compare.sh: one table of the stacks that one could pick instead: Express + Redis + PostgreSQL and the same handlers on
# bare node:http, each with one and two workers, Redis alone, PostgreSQL alone, and seatgrid. In rounds that alternate,
# each with all cores: requests/s, percentiles, CPU a request, memory. Then all of each is killed under load (kill -9),
# started again, and asked for what it had acknowledged (crash.py).
#   ROUNDS=3 SECONDS_EACH=8 WORKERS="1 2" FSYNC=always STACKS="express http redis postgres seatgrid" CRASH=1
#   SEATGRID=path LOAD=path PEERS=../shared/peers PEER_PORT=18080 REDIS_PORT=16379 POSTGRES_PORT=15432 compare.sh
# The peers' folder is copied; setup.sh there installs what is missing (Debian packages, as root).
set -u
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$HERE/../bench/lib.sh"
. "$HERE/stacks.sh"
ROUNDS=${ROUNDS:-3}
SECONDS_EACH=${SECONDS_EACH:-8}
WORKERS_TRIED=${WORKERS:-1 2}
FSYNC=${FSYNC:-always}
PEERS=${PEERS:-$ROOT/../shared/peers}
STACKS=${STACKS:-express http redis postgres seatgrid}
CRASH=${CRASH:-1}
LOAD=${LOAD:-$BIN/seatgrid-load}

finish() {
    stop "${SEATGRID_PID:-}"
    type stop_all >/dev/null 2>&1 && stop_all
    rm -rf "${SCRATCH:?}"
}

# The names of the rows: Node's stacks come once for each number of workers.
names() {
    for stack in $STACKS; do
        case $stack in
        express | http) for workers in $WORKERS_TRIED; do echo "$stack-$workers"; done ;;
        *) echo "$stack" ;;
        esac
    done
}

measure() { # name: its figures, one line, into the rows
    start "$1" >&2 || return 1
    run "$1" >"$SCRATCH/figures"
    end "$1" >&2
    printf '%-10s %s\n' "$1" "$(cat "$SCRATCH/figures")" | tee -a "$SCRATCH/rows" | columns
}

crash() { # name: what it lost, one line
    local kind=$1 arguments journal=$SCRATCH/journal.json began
    start "$1" >&2 || return 1
    prepare_crash "$1" >&2 || return 1
    mapfile -t arguments < <(crash_arguments "$1")
    python3 "$HERE/crash.py" load "${arguments[0]}" "$journal" "${arguments[@]:1}" >&2 &
    local loader=$!
    sleep 2
    kill_at_once "$1"
    wait "$loader" || return 1
    began=$(date +%s%N)
    start_again "$1" >&2 || return 1
    local milliseconds=$((($(date +%s%N) - began) / 1000000))
    python3 "$HERE/crash.py" check "${arguments[0]}" "$journal" "${arguments[@]:1}" >"$SCRATCH/crash.json" || return 1
    end "$1" >&2
    printf '%s %s %s %s %s %s %s\n' "$kind" "$milliseconds" \
        "$(python3 -c 'import json, sys; f = json.load(open(sys.argv[1])); print(*f.values())' "$SCRATCH/crash.json")" |
        tee -a "$SCRATCH/crashes" | sed -E 's/^([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*).*/killed \1, up again after \2 ms: of \3 bookings \5 lost, of \4 holds \6 lost, \7 seats doubled/'
}

columns() { awk '{ if ($2 ~ /^[0-9.]+$/) $2 = int($2); printf "%-10s %10s %9s %9s %9s %9s %9s %9s %7s\n", $1, $2, $3, $4, $5, $6, $7, $8, $9 }'; }

# medians NAME COLUMN: of all rounds of one stack
medians() { awk -v n="$1" -v c="$2" '$1 == n { print $c }' "$SCRATCH/rows" | median; }
crashed() { awk -v n="$1" -v c="$2" '$1 == n { print $c }' "$SCRATCH/crashes" 2>/dev/null; }

table() { # Markdown, medians
    echo
    echo "| stack | requests/s | p50 ms | p99 ms | p99.9 ms | CPU µs a request | memory MiB | lost after kill -9 | doubled seats |"
    echo "|---|---|---|---|---|---|---|---|---|"
    for name in $(names); do
        [ -n "$(medians "$name" 2)" ] || continue # not measured
        local lost="not tried" doubled="not tried"
        if [ -n "$(crashed "$name" 2)" ]; then
            lost="$(($(crashed "$name" 5) + $(crashed "$name" 6))) of $(($(crashed "$name" 3) + $(crashed "$name" 4)))"
            doubled=$(crashed "$name" 7)
        fi
        printf '| %s | %.0f | %.2f | %.2f | %.2f | %.0f | %.0f | %s | %s |\n' "$name" "$(medians "$name" 2)" \
            "$(medians "$name" 3)" "$(medians "$name" 4)" "$(medians "$name" 5)" "$(medians "$name" 6)" \
            "$(medians "$name" 7)" "$lost" "$doubled"
    done
    echo
    echo "redis: a Lua hold of two seats. postgres: a hold and its booking, two requests whose time is told together."
    echo "Memory: shared pages once. Lost: bookings and holds that had been acknowledged."
}

ratios() {
    echo "== bars against Express: 7 times the requests, a fifth of the p99, a tenth of the CPU; against node:http 4 times the requests"
    for name in $(names | grep -E '^(express|http)-'); do
        echo "seatgrid / $name: requests $(ratio "$(medians seatgrid 2)" "$(medians "$name" 2)")," \
            "p99 $(ratio "$(medians seatgrid 4)" "$(medians "$name" 4)")," \
            "CPU a request $(ratio "$(medians seatgrid 6)" "$(medians "$name" 6)")"
    done
}

[ -x "$LOAD" ] || build_load || exit 1
make_scratch
trap finish EXIT
: >"$SCRATCH/rows"
[ "$STACKS" = seatgrid ] || prepare_peers || exit 1
echo "machine: $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), Linux $(uname -r)," \
    "load average $(cut -d' ' -f1-3 /proc/loadavg); Redis appendfsync $FSYNC; $(date -u +%FT%TZ)"
echo "stack requests/s p50 p99 p99.9 CPU-µs MiB refused errors" | columns
for round in $(seq "$ROUNDS"); do
    for name in $(names); do measure "$name" || echo "$name: not measured"; done
done
if [ "$CRASH" = 1 ]; then
    for name in $(names); do crash "$name" || echo "$name: not killed"; done
fi
table
case " $STACKS " in *" seatgrid "*) ratios ;; esac
