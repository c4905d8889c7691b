# Sourced by the bench scripts: paths, a server of our own on loopback, figures out of JSON lines.
# Ends only what it started, by process id.
LOADTESTS=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
ROOT=$(dirname "$LOADTESTS")
SEATGRID=${SEATGRID:-$ROOT/.build/release/seatgrid}
BIN=$LOADTESTS/.build/release
PORT=${PORT:-18110}
HELLO_PORT=${HELLO_PORT:-18111}

# The scratch folder has to be on a real disk: what is measured is durable.
make_scratch() {
    mkdir -p "$ROOT/tmp"
    SCRATCH=$(mktemp -d "$ROOT/tmp/bench.XXXXXX")
    chmod 755 "$SCRATCH"
}

build_load() {
    swift build -c release --package-path "$LOADTESTS" --product seatgrid-load >&2 &&
        swift build -c release --package-path "$LOADTESTS" --product hello >&2
}

# field NAME < json line
field() { sed -n 's/.*"'"$1"'":\(-\{0,1\}[0-9.]*\).*/\1/p'; }
median() { sort -g | awk '{ a[NR] = $1 } END { if (NR) print (NR % 2) ? a[(NR + 1) / 2] : (a[NR / 2] + a[NR / 2 + 1]) / 2 }'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { if (b > 0) printf "%.2f", a / b; else print "-" }'; }

# verdict FIGURE '>='|'<=' BAR: the figure, the bar, and whether it is reached
verdict() {
    awk -v a="$1" -v how="$2" -v b="$3" 'BEGIN {
        met = how == ">=" ? a >= b : a <= b
        printf "%s %s %s: %s", a, how, b, met ? "met" : "MISSED"
    }'
}

# Waits until nobody else has used the cores for a second, up to QUIET_SECONDS; says so when that does not come.
quiet() {
    local before after
    for _ in $(seq "${QUIET_SECONDS:-20}"); do
        before=$(idle_ticks)
        sleep 1
        after=$(idle_ticks)
        [ $((after - before)) -ge $((85 * $(nproc))) ] && return 0
    done
    echo "the machine is not quiet: $(cut -d' ' -f1-3 /proc/loadavg)"
}

idle_ticks() { awk '/^cpu / { print $5 }' /proc/stat; }

wait_for_line() { # file text pid
    for _ in $(seq 400); do
        grep -q "$2" "$1" 2>/dev/null && return 0
        kill -0 "$3" 2>/dev/null || break
        sleep 0.05
    done
    echo "a server did not start: $1" >&2
    tail -5 "$1" >&2
    return 1
}

# seatgrid_start [command to run it under]: sets SEATGRID_PID and KEYFILE
seatgrid_start() {
    KEYFILE=$SCRATCH/load.key
    [ -f "$KEYFILE" ] || "$SEATGRID" key create --keys "$SCRATCH/keys" --name load \
        --rights hold,book,operate >"$KEYFILE" || return 1
    "$@" "$SEATGRID" serve --data "$SCRATCH/data" --listen "127.0.0.1:$PORT" --keys "$SCRATCH/keys" \
        >"$SCRATCH/seatgrid.log" 2>&1 &
    SEATGRID_PID=$!
    wait_for_line "$SCRATCH/seatgrid.log" 'ready on' $SEATGRID_PID
}

hello_start() {
    "$@" "$BIN/hello" "$HELLO_PORT" >"$SCRATCH/hello.log" 2>&1 &
    HELLO_PID=$!
    wait_for_line "$SCRATCH/hello.log" 'ready on' $HELLO_PID
}

stop() { # pid
    [ -n "$1" ] || return 0
    kill "$1" 2>/dev/null
    wait "$1" 2>/dev/null
}

load() { "$@" | tail -1; }
