# Sourced by bench.sh: what a second loop brings, when half of the requests are for shows of the other loop.
#
# The sum that it is held to is that of two servers of one loop each, which share nothing, under the very same two
# drivers on the same two cores at the same time. Connections are dealt to the loops in turn and neighbours ask for the
# same show, so that half of the requests cross whatever loop a show lives on.

pair() { # url url: the sum of two drivers at once
    local first second
    twice "$1" 1 >"$SCRATCH/pair" &
    first=$!
    second=$(field requests_per_second <<<"$(twice "$2" 2)")
    wait "$first"
    awk -v a="$(field requests_per_second <"$SCRATCH/pair")" -v b="$second" 'BEGIN { printf "%.0f", a + b }'
}

twice() { # url seed
    load "$BIN/seatgrid-load" holds --url "$1" --key-file "$KEYFILE" --connections 64 --shows 16 --seed "$2" \
        --seconds "$SECONDS_EACH" --warmup 1 --json
}

serve_on() { # port loops: sets SERVED
    "$SEATGRID" serve --data "$SCRATCH/data.$1" --listen "127.0.0.1:$1" --keys "$SCRATCH/keys" --loops "$2" \
        >"$SCRATCH/served.$1.log" 2>&1 &
    SERVED=$!
    EXTRA_PIDS="${EXTRA_PIDS:-} $SERVED"
    wait_for_line "$SCRATCH/served.$1.log" 'ready on' "$SERVED"
}

part_loops() {
    echo "== two loops on two cores, half of the requests crossing, against the sum of two servers of one loop"
    local one=$((PORT + 2)) other=$((PORT + 3)) both=$((PORT + 4)) sum two
    serve_on "$one" 1 && serve_on "$other" 1 && serve_on "$both" 2 || return 1
    : >"$SCRATCH/loops"
    for round in $(seq "$ROUNDS"); do
        quiet
        sum=$(pair "http://127.0.0.1:$one" "http://127.0.0.1:$other")
        two=$(pair "http://127.0.0.1:$both" "http://127.0.0.1:$both")
        echo "round $round: two servers $sum/s, two loops $two/s, ratio $(ratio "$two" "$sum")"
        ratio "$two" "$sum" >>"$SCRATCH/loops"
        echo >>"$SCRATCH/loops"
    done
    for pid in $EXTRA_PIDS; do stop "$pid"; done
    EXTRA_PIDS=
    echo "bar: $(verdict "$(median <"$SCRATCH/loops")" '>=' 0.8) of the sum"
}
