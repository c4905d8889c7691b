#!/usr/bin/env bash
# test.sh [long]: runs every test and closes with one line that sums them up.
# A script test prints `N passed, N failed, N skipped` last; swift test's lines are counted here.
set -uo pipefail
cd "$(dirname "$0")/.."

long=()
[ "${1:-}" = long ] && long=(--long)
binary=$PWD/.build/debug/seatgrid
python=python3
[ -x .venv-test/bin/python ] && python=$PWD/.venv-test/bin/python
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
passed=0 failed=0 skipped=0
broken=()

add() { # add NAME PASSED FAILED SKIPPED
    passed=$((passed + $2)) failed=$((failed + $3)) skipped=$((skipped + $4))
    [ "$3" -eq 0 ] || broken+=("$1")
    echo "== $1: $2 ok, $3 not, $4 left out, ${SECONDS} s since the start"
}

step() { # step NAME COMMAND...: one thing that passes or fails as a whole
    local name=$1
    shift
    echo "== $name"
    if "$@"; then add "$name" 1 0 0; else add "$name" 0 1 0; fi
}

swift_tests() { # swift_tests NAME ARGUMENTS...
    local name=$1 log=$logs/swift.log code all bad left
    shift
    echo "== $name: swift test $*"
    timeout 2400 swift test --disable-xctest "$@" >"$log" 2>&1
    code=$?
    grep -vE '^(◇|✔) |^\[[0-9]+/[0-9]+\]' "$log" | tail -n 300
    all=$(sed -nE 's/.*Test run with ([0-9]+) tests?.*/\1/p' "$log" | tail -1)
    # A test's name may be quoted or not; suites and the run itself are not tests.
    bad=$(grep -cE '^✘ Test .* failed after' "$log")
    grep -qE '^✘ Test run .* failed after' "$log" && bad=$((bad - 1))
    left=$(grep -cE '^(➜|→) Test .* skipped' "$log")
    all=${all:-0}
    [ "$code" -ne 0 ] && [ "$bad" -eq 0 ] && bad=1 && all=$((all + 1))
    [ "$all" -eq 0 ] && bad=1 && all=1
    add "$name" $((all - bad - left)) "$bad" "$left"
}

web_tests() { # the pure parts of the web app
    local name="web app's parts" log=$logs/node.log all bad
    echo "== $name: node --test Tests/Web"
    if ! command -v node >/dev/null; then
        echo "skipped: no node here"
        add "$name" 0 0 1
        return
    fi
    timeout 300 node --test Tests/Web/ >"$log" 2>&1
    local code=$?
    [ "$code" -eq 0 ] || tail -n 200 "$log"
    all=$(sed -nE 's/^(#|ℹ) pass ([0-9]+)$/\2/p' "$log" | tail -1)
    bad=$(sed -nE 's/^(#|ℹ) fail ([0-9]+)$/\2/p' "$log" | tail -1)
    [ "$code" -ne 0 ] && [ "${bad:-0}" -eq 0 ] && bad=1
    add "$name" "${all:-0}" "${bad:-0}" 0
}

script() { # script FILE ARGUMENTS...
    local file=$1 log=$logs/script.log sum
    shift
    echo "== $file"
    timeout --kill-after=30 "${patience:-1200}" "$python" "$file" --binary "$binary" \
        "${long[@]}" "$@" 2>&1 | tee "$log"
    local code=${PIPESTATUS[0]}
    sum=$(grep -E '^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$' "$log" | tail -1)
    read -r a b c < <(sed -E 's/[^0-9]+/ /g' <<<"${sum:-0 0 0}")
    [ "$code" -ne 0 ] && [ "${b:-0}" -eq 0 ] && b=1
    add "$file" "$a" "$b" "$c"
}

lint() {
    git ls-files -z --cached --others --exclude-standard '*.swift' |
        xargs -0 swift format lint --strict --parallel
}

step "format" lint
if ! swift build --build-tests; then
    echo "the build failed"
    echo "0 passed, 1 failed, 0 skipped"
    exit 1
fi
# The products that the script tests start; a build of the tests need not have linked them.
swift build --product seatgrid
swift build --package-path LoadTests --product seatgrid-load
swift_tests "unit tests" --skip-build
swift_tests "load driver's tests" --package-path LoadTests

web_tests

[ ${#long[@]} -gt 0 ] && patience=7200
for file in Tests/{Faults,Conformance,Tickets,People,Notices,Checkout}/[a-z]*.py \
    Tests/Razorpay/conformance.py Tests/Browser/browser.py LoadTests/Tests/hdr_check.py; do
    script "$file"
done

instructions() {
    swift build -c release --product MicroBench && LoadTests/bench/instructions.sh
}

if [ ${#long[@]} -gt 0 ]; then
    step "fuzzing the narrow lane for an hour" scripts/fuzz.sh 3600
    step "instructions of a fixed scenario" instructions
    # Engines of simulated crashes are never closed, on purpose: what they hold is no leak to look for.
    export ASAN_OPTIONS=detect_leaks=0
    for sanitizer in thread address; do
        swift_tests "$sanitizer sanitizer" --sanitize="$sanitizer" \
            --scratch-path ".build-$sanitizer" --filter 'WALTests|SeatGridTests|SimulationTests'
    done
fi

[ ${#broken[@]} -eq 0 ] || printf 'failed: %s\n' "${broken[@]}"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
