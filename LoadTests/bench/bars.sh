# Sourced by bench.sh: the bars that are shares of a plain NIO hello in the same minutes, and p99.9 in the open model.
# The server has one core and the load the other; every round is hello, then what is measured. A hello that did not
# get its core whole shows that others used the machine: such a round is marked and left out of the medians.

hello() { # connections [options]
    load $ON_LOAD "$BIN/seatgrid-load" get --url "http://127.0.0.1:$HELLO_PORT" --connections "$1" \
        --seconds "$SECONDS_EACH" --warmup 1 --pid "$HELLO_PID" --json "${@:2}"
}

ours() { # subcommand connections [options]
    load $ON_LOAD "$BIN/seatgrid-load" "$1" --url "http://127.0.0.1:$PORT" --key-file "$KEYFILE" \
        --connections "$2" --seconds "$SECONDS_EACH" --warmup 1 --pid "$SEATGRID_PID" --json "${@:3}"
}

WHOLE_CORE=93
COLUMNS_OF_ROW='%-7s %10s %10s %6s %9s %9s %6s %8s %8s %8s %8s %8s\n'

head_of_rows() { # what
    printf "$COLUMNS_OF_ROW" round hello/s "$1/s" ratio 'hello µs' "$1 µs" ratio p50 p99 p99.9 driver% errors
}

row() { # round hello ours
    local hs ss hc sc
    hs=$(field requests_per_second <<<"$2"); ss=$(field requests_per_second <<<"$3")
    hc=$(field server_cpu_us_per_request <<<"$2"); sc=$(field server_cpu_us_per_request <<<"$3")
    printf "$COLUMNS_OF_ROW" "$1" "${hs%.*}" "${ss%.*}" \
        "$(ratio "$ss" "$hs")" "$hc" "$sc" "$(ratio "$sc" "$hc")" \
        "$(field p50_ms <<<"$3")" "$(field p99_ms <<<"$3")" "$(field p99.9_ms <<<"$3")" \
        "$(field driver_cpu_percent <<<"$3")" "$(field errors <<<"$3")"
}

# against_hello NAME BAR CONNECTIONS SUBCOMMAND [options]: rounds, medians, and whether the ratio reaches the bar
against_hello() {
    local rows=$SCRATCH/rows.$1.$3 column m=() hello ours
    head_of_rows "$1"
    : >"$rows"
    for round in $(seq "$ROUNDS"); do
        quiet
        hello=$(hello "$3")
        ours=$(ours "$4" "$3" "${@:5}")
        if awk -v a="$(field server_cpu_percent <<<"$hello")" -v b=$WHOLE_CORE 'BEGIN { exit !(a >= b) }'; then
            row "$round" "$hello" "$ours" | tee -a "$rows"
        else
            row "$round:busy" "$hello" "$ours"
        fi
    done
    [ -s "$rows" ] || { echo "bar: not measured, the machine was busy in every round"; return; }
    for column in $(seq 2 12); do m+=("$(awk -v c="$column" '{ print $c }' "$rows" | median)"); done
    printf "$COLUMNS_OF_ROW" median "${m[@]}"
    echo "bar: $(verdict "${m[2]}" '>=' "$2") of the hello's requests, with $3 connections"
}

part_holds() {
    echo "== durable holds of two seats and their releases"
    against_hello holds 0.95 64 holds
}

part_curve() { # batches grow with the connections
    echo "== the same with more connections, for the hello too"
    for connections in ${CONNECTIONS:-128 256 512}; do against_hello holds 0.95 "$connections" holds; done
}

part_maps() {
    echo "== a seat map with If-None-Match: 304"
    against_hello maps 1.0 64 maps
}

part_best() {
    echo "== durable holds of the best 4 of shows of 500 seats, half taken by the other connections, and their releases"
    against_hello best 0.8 64 holds --best 4 --shows 1
    against_hello best 0.8 256 holds --best 4 --shows 4
}

part_open() {
    echo "== durable holds in the open model, at half of what the closed one with as many connections does in the same round; beside them the hello at the same rate, which shows what the machine lets through"
    : >"$SCRATCH/open"
    for round in $(seq "$ROUNDS"); do
        quiet
        peak=$(field requests_per_second <<<"$(ours holds 256)")
        rate=$(awk -v p="$peak" 'BEGIN { printf "%.0f", p / 2 }')
        bare=$(hello 256 --rate "$rate")
        half=$(ours holds 256 --rate "$rate")
        echo "round $round: peak ${peak%.*}/s; at $rate/s p50 $(field p50_ms <<<"$half")," \
            "p99 $(field p99_ms <<<"$half"), p99.9 $(field p99.9_ms <<<"$half"), slowest $(field max_ms <<<"$half") ms," \
            "server $(field server_cpu_percent <<<"$half") % of its core, $(field dropped <<<"$half") dropped;" \
            "hello p99 $(field p99_ms <<<"$bare"), p99.9 $(field p99.9_ms <<<"$bare")"
        field p99.9_ms <<<"$half" >>"$SCRATCH/open"
    done
    echo "bar: p99.9 $(verdict "$(median <"$SCRATCH/open")" '<=' 3) ms"
}

part_checkouts() {
    echo "== whole durable checkouts in the sandbox (hold, order, pay, look until paid), against holds of the same minute"
    : >"$SCRATCH/checkouts"
    for round in $(seq "$ROUNDS"); do
        quiet
        holds=$(ours holds 64)
        sales=$(ours checkouts 64)
        rate=$(awk -v n="$(field paid <<<"$sales")" -v s="$(field seconds <<<"$sales")" 'BEGIN { printf "%.0f", n / s }')
        held=$(field hold_per_second <<<"$holds")
        share=$(ratio "$rate" "$held")
        echo "round $round: $rate checkouts/s beside ${held%.*} holds/s and as many releases, ratio $share;" \
            "$(field requests_per_second <<<"$sales") requests/s, $(field errors <<<"$sales") errors," \
            "server $(field server_cpu_percent <<<"$sales") % of its core"
        echo "$share" >>"$SCRATCH/checkouts"
    done
    echo "bar: $(verdict "$(median <"$SCRATCH/checkouts")" '>=' 0.25) of the holds"
}
