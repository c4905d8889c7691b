# Sourced by compare.sh: how each stack is started, loaded, killed and started again. A stack is called express-1,
# http-2 (its framework and its number of workers), redis, postgres or seatgrid. Ends only what it started.

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
    HPORT=${PEER_PORT:-$HPORT} RPORT=${REDIS_PORT:-$RPORT} PGPORT=${POSTGRES_PORT:-$PGPORT}
}

start() { # name: empty, but for PostgreSQL's rows of free seats
    case $1 in
    seatgrid) seatgrid_start ;;
    redis) redis_start "$FSYNC" ;;
    postgres) pg_start && pg_reset ;;
    *) pg_start && pg_reset && redis_start "$FSYNC" && handlers_start "$1" ;;
    esac
}

handlers_start() { WORKERS=${1#*-} LAYOUT=hash PGMODE=func FRAMEWORK=${1%-*} node_start; } # name

end() { # name
    case $1 in
    seatgrid)
        stop "$SEATGRID_PID"
        SEATGRID_PID=
        rm -rf "${SCRATCH:?}/data"
        ;;
    *) stop_all ;;
    esac
}

pids() { # name
    case $1 in
    seatgrid) echo "$SEATGRID_PID" ;;
    redis) echo "$REDIS_PID" ;;
    postgres) echo "$PG_PID" ;;
    *) echo "$NODE_PID $REDIS_PID $PG_PID" ;;
    esac
}

memory() { python3 "$HERE/processes.py" memory $(pids "$1"); } # name
cpu() { python3 "$HERE/processes.py" cpu $(pids "$1"); }       # name

# run NAME: requests/s, p50, p99, p99.9, CPU µs a request, MiB, refused, errors
run() {
    case $1 in
    redis) run_redis ;;
    postgres) run_postgres ;;
    *) run_mix "$1" ;;
    esac
}

run_mix() { # name: hold, then buy or give up, 64 connections
    local each arguments=(--dialect peer --url "http://127.0.0.1:${HPORT:-}")
    [ "$1" = seatgrid ] && arguments=(--url "http://127.0.0.1:$PORT" --key-file "$KEYFILE")
    for each in $(pids "$1"); do arguments+=(--pid "$each"); done
    local json
    json=$(load "$LOAD" mix "${arguments[@]}" --seconds "$SECONDS_EACH" --warmup 2 --seed "$RANDOM" --json)
    echo "$(field requests_per_second <<<"$json") $(field p50_ms <<<"$json") $(field p99_ms <<<"$json")" \
        "$(field p99.9_ms <<<"$json") $(field server_cpu_us_per_request <<<"$json") $(memory "$1")" \
        "$(field conflicts <<<"$json") $(field errors <<<"$json")"
}

# The hold of two seats as a script, on one key a seat: no booking and no HTTP.
run_redis() {
    local n=$((SECONDS_EACH * 20000)) before after script
    script=$(redis-cli -s "$RUN/redis.sock" script load "$(cat "$SCRATCH/peers/lua/bench_keys_hold.lua")")
    before=$(cpu redis)
    redis-benchmark -h 127.0.0.1 -p "$RPORT" -n "$n" -c 64 -r 50000000 evalsha "$script" 0 __rand_int__ __rand_int__ |
        tr '\r' '\n' >"$SCRATCH/redis-benchmark.log"
    after=$(cpu redis)
    awk -v n="$n" -v cpu="$(awk -v a="$before" -v b="$after" 'BEGIN { print b - a }')" -v memory="$(memory redis)" '
        /throughput summary/ { rate = $3 }
        $2 == "<=" && $4 == "milliseconds" {
            percent = $1 + 0
            if (percent >= 50 && !p50) p50 = $3
            if (percent >= 99 && !p99) p99 = $3
            if (percent >= 99.9 && !p999) p999 = $3
        }
        END { print rate, p50, p99, p999, cpu * 1e6 / n, memory, "-", "-" }' "$SCRATCH/redis-benchmark.log"
}

# A hold and, if it was given, its booking, by row locks: 32 clients, which is where PostgreSQL does most.
run_postgres() {
    local before after
    rm -f "$RUN"/pgbench.*
    before=$(cpu postgres)
    (sleep $((SECONDS_EACH - 1)); memory postgres >"$RUN/pgbench.memory") &
    local watcher=$!
    "$PGB/pgbench" -h "$RUN/pgsock" -p "$PGPORT" -U peer -n -M prepared -c 32 -j 1 -T "$SECONDS_EACH" -l \
        --log-prefix="$RUN/pgbench.log" -f "$SCRATCH/peers/sql/pgbench_func.sql" peer >"$RUN/pgbench.out" 2>&1
    wait "$watcher"
    after=$(cpu postgres)
    awk '{ print $3 }' "$RUN"/pgbench.log* | sort -n |
        awk -v tps="$(awk '/^tps/ { print $3 }' "$RUN/pgbench.out")" -v memory="$(cat "$RUN/pgbench.memory")" \
            -v cpu="$(awk -v a="$before" -v b="$after" 'BEGIN { print b - a }')" '
            { us[NR] = $1 }
            function at(share) { return us[int((NR - 1) * share) + 1] / 1000 }
            END { print 2 * tps, at(.5), at(.99), at(.999), cpu * 1e6 / (2 * NR), memory, "-", "-" }'
}

prepare_crash() { # name
    [ "$1" = seatgrid ] || return 0
    "$LOAD" import-many --url "http://127.0.0.1:$PORT" --key-file "$KEYFILE" --shows 100 --seats 500 \
        --prefix crash- --json >/dev/null
}

crash_arguments() { # name: what crash.py needs, one word a line
    case $1 in
    seatgrid) printf '%s\n' seatgrid --url "http://127.0.0.1:$PORT" --key-file "$KEYFILE" ;;
    redis) printf '%s\n' redis --redis "$RUN/redis.sock" --lua "$SCRATCH/peers/lua" ;;
    postgres) printf '%s\n' postgres --pg-host "$RUN/pgsock" --pg-port "$PGPORT" ;;
    *) printf '%s\n' peer --url "http://127.0.0.1:$HPORT" --pg-host "$RUN/pgsock" --pg-port "$PGPORT" ;;
    esac
}

family() { # pids: they and all that descend from them
    local each
    for each in "$@"; do
        echo "$each"
        family $(pgrep -P "$each")
    done
}

# A zombie has ended, though nobody has asked how.
is_running() { [ -d "/proc/$1" ] && ! grep -q '^State:.*Z' "/proc/$1/status" 2>/dev/null; }

kill_at_once() { # name: every process of it, in one go
    local all each
    all=$(family $(pids "$1"))
    # The shell would report each death of a child of its own.
    { kill -KILL $all; wait $(pids "$1"); } 2>/dev/null
    for each in $all; do
        while is_running "$each"; do sleep 0.01; done
    done
}

start_again() { # name, with what is on the disk
    case $1 in
    seatgrid) seatgrid_start ;;
    redis) REDIS_KEEP=1 redis_start "$FSYNC" ;;
    postgres) pg_start ;;
    *) pg_start && REDIS_KEEP=1 redis_start "$FSYNC" && handlers_start "$1" ;;
    esac
}
