#!/bin/bash
# stack.sh STACK FOLDER: one stack in the foreground, with its data in FOLDER; ends all of it when it is asked to end.
#   STACK: seatgrid | redis | postgres | express-N | http-N (N workers)
# What lies in FOLDER is kept, unless there is a file called `fresh`: then all seats are free. A kill of the script and
# its descendants (seatgrid-load kills both) and a second start are what a power cut does to the processes.
#   SEATGRID PORT KEYS | PEERS PEER_PORT=18080 REDIS_PORT=16379 POSTGRES_PORT=15432 FSYNC=always
# PEERS is a copy of ../shared/peers in which setup.sh has run. compare.sh sets them all.
set -u
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
STACK=$1 FOLDER=$2
FRESH=0
[ -e "$FOLDER/fresh" ] && FRESH=1 && rm "$FOLDER/fresh"

if [ "$STACK" = seatgrid ]; then
    [ $FRESH = 1 ] && rm -rf "${FOLDER:?}/data"
    exec "$SEATGRID" serve --data "$FOLDER/data" --listen "127.0.0.1:$PORT" --keys "$KEYS"
fi

export RUN=$FOLDER/run
mkdir -p "$RUN"
set +u
NICE=
. "$PEERS/lib.sh"
HPORT=${PEER_PORT:-$HPORT} RPORT=${REDIS_PORT:-$RPORT} PGPORT=${POSTGRES_PORT:-$PGPORT}
trap 'stop_all; exit 0' TERM INT

postgres() {
    # Where nobody reaps orphans, the number of the postmaster that was killed is taken for a living one's.
    local lock
    for lock in "$RUN/pgdata/postmaster.pid" "$RUN/pgsock/.s.PGSQL.$PGPORT.lock"; do
        [ -e "$lock" ] && ! is_running "$(head -1 "$lock" | tr -d ' ')" && rm "$lock"
    done
    pg_start
    psqlq -c 'select 1' >/dev/null || { echo "stack.sh: PostgreSQL did not start" >&2; exit 1; }
    [ $FRESH = 0 ] || pg_reset
}

# A zombie has ended, though nobody has asked how.
is_running() { [ -d "/proc/$1" ] && ! grep -q '^State:.*Z' "/proc/$1/status"; }

redis() {
    REDIS_KEEP=$((1 - FRESH)) redis_start "${FSYNC:-always}"
}

front() { # store
    STORE=$1 PORT=$HPORT LUA=$PEERS/lua REDIS_SOCK=$RUN/redis.sock \
        PGHOST=$RUN/pgsock PGUSER=peer PGDATABASE=peer PGPORT=$PGPORT node "$HERE/front.js" >"$RUN/node.log" 2>&1 &
    NODE_PID=$!
}

case $STACK in
redis) redis && front redis ;;
postgres) postgres && front postgres ;;
express-* | http-*) postgres && redis && WORKERS=${STACK#*-} LAYOUT=hash PGMODE=func FRAMEWORK=${STACK%-*} node_start ;;
*) echo "stack.sh: there is no stack '$STACK'" >&2; exit 64 ;;
esac
wait
