#!/bin/bash
# compare.sh: one table of the stacks that one could pick instead: Express + Redis + PostgreSQL and the same handlers on
# bare node:http, with one worker; Redis alone and PostgreSQL alone, each by its bare driver behind a
# minimal node:http; and seatgrid. All are driven by the same scenarios of seatgrid-load, in rounds that alternate:
#   checkout  64 people at a time, as fast as it goes: requests/s, CPU a request, memory (not checked: SeatGrid reads
#             the node's whole log for each show's, so that the proof of 2,000 shows takes minutes)
#   zipf      RATE people a second, whatever the server does: the latency of a hold from its intended start
#   blackout  all processes of the stack are killed under load and started again: what was lost or doubled
#   ROUNDS=2 SECONDS_EACH=4 RATE=500 FSYNC=always STACKS="express-1 http-1 redis postgres seatgrid" (express-2: 2 workers)
#   SEATGRID=path LOAD=path PEERS=../shared/peers DEBROOT= OUT=folder PORT= PEER_PORT= REDIS_PORT= POSTGRES_PORT=
# The peers' folder is copied; setup.sh there installs what is missing (Debian packages, as root).
set -u
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$HERE/../bench/lib.sh"
ROUNDS=${ROUNDS:-2}
SECONDS_EACH=${SECONDS_EACH:-4}
RATE=${RATE:-500}
STACKS=${STACKS:-express-1 http-1 redis postgres seatgrid}
LOAD=${LOAD:-$BIN/seatgrid-load}
export SEATGRID PORT FSYNC=${FSYNC:-always}
export PEER_PORT=${PEER_PORT:-18080} REDIS_PORT=${REDIS_PORT:-16379} POSTGRES_PORT=${POSTGRES_PORT:-15432}

prepare_peers() {
    local from=${PEERS:-$ROOT/../shared/peers}
    export PEERS=$SCRATCH/peers
    cp -r "$from" "$PEERS" && chmod -R u+w "$PEERS" || return 1
    if [ -n "${DEBROOT:-}" ]; then
        cp -r "$DEBROOT" "$PEERS/debroot"
    else
        echo "installing the peers' packages" >&2
        bash "$PEERS/setup.sh" >"$SCRATCH/setup.log" 2>&1 || { tail -5 "$SCRATCH/setup.log" >&2; return 1; }
    fi
}

prepare_seatgrid() {
    export KEYS=$SCRATCH/keys
    KEYFILE=$SCRATCH/load.key
    "$SEATGRID" key create --keys "$KEYS" --name load --rights hold,book,operate >"$KEYFILE"
}

drive() { # stack scenario round, and how people come
    local stack=$1 scenario=$2 round=$3 target
    shift 3
    target=(--dialect peer --name "$stack" --url "http://127.0.0.1:$PEER_PORT")
    [ "$stack" = seatgrid ] && target=(--url "http://127.0.0.1:$PORT" --key-file "$KEYFILE")
    touch "$SCRATCH/fresh"
    "$LOAD" run "$scenario" "${target[@]}" "$@" --seed "$round" --out "$OUT/$scenario/$stack/$round" \
        --server "'$HERE/stack.sh' $stack '$SCRATCH'" --server-log "$SCRATCH/$stack.log" >"$SCRATCH/last" 2>&1
    case $? in
    0) ;;
    4) echo "$stack: $scenario broke an invariant" && tail -8 "$SCRATCH/last" ;;
    *) echo "$stack: $scenario was not measured" && tail -n 3 "$SCRATCH/last" "$SCRATCH/$stack.log" ;;
    esac
}

[ -x "$LOAD" ] || build_load || exit 1
make_scratch
OUT=${OUT:-$SCRATCH/out}
trap 'rm -rf "${SCRATCH:?}"' EXIT
[ "$STACKS" = seatgrid ] || prepare_peers || exit 1
prepare_seatgrid || exit 1
echo "machine: $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), Linux $(uname -r)," \
    "load average $(cut -d' ' -f1-3 /proc/loadavg); Redis appendfsync $FSYNC; $(date -u +%FT%TZ)"
for round in $(seq "$ROUNDS"); do
    for stack in $STACKS; do
        drive "$stack" checkout "$round" --seconds "$SECONDS_EACH" --warmup 2 --unchecked
        drive "$stack" zipf "$round" --rate "$RATE" --seconds "$((2 * SECONDS_EACH))" --warmup 2
        echo "$(date +%T) round $round: $stack"
    done
done
for stack in $STACKS; do drive "$stack" blackout 1 --seconds "$SECONDS_EACH"; done
python3 "$HERE/table.py" "$OUT"
