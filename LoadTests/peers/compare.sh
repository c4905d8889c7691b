#!/bin/bash
# compare.sh: the same mix (hold, then buy or give up, 64 connections) against Express + Redis + PostgreSQL, the same
# handlers on bare node:http, and seatgrid, alternating in one run, each with all cores (bar 5).
#   ROUNDS=3 SECONDS_EACH=8 WORKERS="1 2" FSYNC=always SEATGRID=path PEERS=../shared/peers compare.sh
# The peers' folder is copied; setup.sh there installs what is missing (Debian packages, as root).
set -u
. "$(dirname "${BASH_SOURCE[0]}")/../bench/lib.sh"
ROUNDS=${ROUNDS:-3}
SECONDS_EACH=${SECONDS_EACH:-8}
WORKERS_TRIED=${WORKERS:-1 2}
FSYNC=${FSYNC:-always}
PEERS=${PEERS:-$ROOT/../shared/peers}
STACKS=${STACKS:-express http seatgrid}

finish() {
    stop "${SEATGRID_PID:-}"
    type stop_all >/dev/null 2>&1 && stop_all
    rm -rf "${SCRATCH:?}"
}

prepare_peers() {
    cp -r "$PEERS" "$SCRATCH/peers" && chmod -R u+w "$SCRATCH/peers" || return 1
    if [ -n "${DEBROOT:-}" ]; then
        cp -r "$DEBROOT" "$SCRATCH/peers/debroot"
    else
        echo "installing the peers' packages" >&2
        bash "$SCRATCH/peers/setup.sh" >"$SCRATCH/setup.log" 2>&1 ||
            { tail -5 "$SCRATCH/setup.log" >&2; return 1; }
    fi
    export RUN=$SCRATCH/run
    mkdir -p "$RUN"
    set +u
    NICE=
    . "$SCRATCH/peers/lib.sh"
    pg_start
}

mix() { # dialect port pids...
    local dialect=$1 port=$2
    shift 2
    local pids=()
    for each in "$@"; do pids+=(--pid "$each"); done
    local key=()
    [ "$dialect" = seatgrid ] && key=(--key-file "$KEYFILE")
    load "$BIN/seatgrid-load" mix --dialect "$dialect" --url "http://127.0.0.1:$port" "${key[@]}" \
        --seconds "$SECONDS_EACH" --warmup 2 --seed "$RANDOM" "${pids[@]}" --json
}

peer() { # framework workers
    redis_start "$FSYNC" >&2
    pg_reset >&2
    WORKERS=$2 LAYOUT=hash PGMODE=func FRAMEWORK=$1 node_start >&2
    mix peer "$HPORT" "$NODE_PID" "$REDIS_PID" "$PG_PID"
    node_stop >&2
    redis_stop >&2
}

row() { # name json
    printf '%-12s %10s %8s %8s %8s %10s %8s %7s\n' "$1" "$(field requests_per_second <<<"$2" | cut -d. -f1)" \
        "$(field p50_ms <<<"$2")" "$(field p99_ms <<<"$2")" "$(field p99.9_ms <<<"$2")" \
        "$(field server_cpu_us_per_request <<<"$2")" "$(field conflicts <<<"$2")" "$(field errors <<<"$2")"
}

# medians NAME COLUMN: of all rounds of one stack
medians() { awk -v n="$1" -v c="$2" '$1 == n { print $c }' "$SCRATCH/rows" | median; }

build_load || exit 1
make_scratch
trap finish EXIT
case " $STACKS " in *" express "* | *" http "*) prepare_peers || exit 1 ;; esac
case " $STACKS " in *" seatgrid "*) seatgrid_start || exit 1 ;; esac
echo "machine: $(nproc) cores, load average $(cut -d' ' -f1-3 /proc/loadavg); Redis appendfsync $FSYNC; $(date -u +%FT%TZ)"
printf '%-12s %10s %8s %8s %8s %10s %8s %7s\n' stack requests/s p50 p99 p99.9 'CPU µs' refused errors
for round in $(seq "$ROUNDS"); do
    for stack in $STACKS; do
        if [ "$stack" = seatgrid ]; then
            row seatgrid "$(mix seatgrid "$PORT" "$SEATGRID_PID")" | tee -a "$SCRATCH/rows"
            continue
        fi
        for workers in $WORKERS_TRIED; do
            row "$stack-$workers" "$(peer "$stack" "$workers")" | tee -a "$SCRATCH/rows"
        done
    done
done
case " $STACKS " in *" seatgrid "*) ;; *) exit 0 ;; esac
echo "== medians; bars against Express: 7 times the requests, a fifth of the p99, a tenth of the CPU; against node:http 4 times the requests"
for stack in $(awk '{ print $1 }' "$SCRATCH/rows" | sort -u); do
    [ "$stack" = seatgrid ] && continue
    echo "seatgrid / $stack: requests $(ratio "$(medians seatgrid 2)" "$(medians "$stack" 2)")," \
        "p99 $(ratio "$(medians seatgrid 4)" "$(medians "$stack" 4)")," \
        "CPU a request $(ratio "$(medians seatgrid 6)" "$(medians "$stack" 6)")"
done
