#!/bin/bash
# instructions.sh [--update]: counts the instructions of MicroBench's fixed scenario by callgrind and holds each of its
# parts to the committed figure, instructions.txt. More than 5 % above one of them fails (exit 3); more than 5 % below
# says that the figure can be lowered, which --update does. Counts repeat to five digits, on a busy machine too; but they
# are those of one toolchain, one C library and one kind of CPU, so the file names them.
#   MICRO=path PARTS="sales searches codec narrow" instructions.sh
set -u
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
MICRO=${MICRO:-$ROOT/.build/release/MicroBench}
PARTS=${PARTS:-sales searches codec narrow}
FIGURES=$LOADTESTS/bench/instructions.txt
# As the linker knows it; what runs before and after it is not counted.
SCENARIO='$s10MicroBench19InstructionScenarioV3runyyF'
ALLOWED_PERCENT=5

fail() { # code text
    echo "instructions: $2" >&2
    exit "$1"
}

known() { sed -n "s/^$1: //p" "$FIGURES" 2>/dev/null; }
exceeds() { awk -v a="$1" -v b="$2" 'BEGIN { exit !(a > b) }'; }

made_with() {
    {
        swift --version 2>/dev/null | sed -n 's/.*Swift version \([^ ]*\).*/Swift \1/p' | head -1
        getconf GNU_LIBC_VERSION
        sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1
    } | paste -sd, | sed 's/,/, /g'
}

# count PART: sets INSTRUCTIONS and WORK
count() {
    # A fixed seed for hashes, and no surroundings: their size would move the stack.
    env -i PATH="$PATH" SWIFT_DETERMINISTIC_HASHING=1 valgrind --tool=callgrind --collect-atstart=no \
        --toggle-collect="$SCENARIO" --callgrind-out-file="$SCRATCH/$1.out" \
        "$SCRATCH/MicroBench" --scenario "$1" >"$SCRATCH/work" 2>"$SCRATCH/valgrind.log" ||
        { tail -5 "$SCRATCH/valgrind.log" >&2; fail 1 "$1 did not end"; }
    WORK=$(sed -n 's/^work: //p' "$SCRATCH/work")
    INSTRUCTIONS=$(sed -n 's/^totals: \([0-9]*\).*/\1/p' "$SCRATCH/$1.out")
    [ "${INSTRUCTIONS:-0}" -gt 1000000 ] || fail 1 "nothing was counted: is '$SCENARIO' still its name?"
}

most_expensive() { # part
    echo "== $1: the ten most expensive functions, by what they execute themselves"
    callgrind_annotate "$SCRATCH/$1.out" 2>/dev/null | sed -n '/file:function/,$p' | grep -E '^ *[0-9,]+ \(' | head -10 |
        sed -E 's/^ *//; s/ \?\?\?:/ /; s/ [^ ]*\/([^/ ]+:)/ \1/; s/ \[[^]]*\]$//' | swift demangle --simplified | cut -c1-110
}

judge() { # part: 1 if it is too much
    local figure change
    figure=$(known "$1")
    [ -n "$figure" ] || fail 1 "no figure for $1 in $FIGURES: --update writes one"
    change=$(awk -v a="$INSTRUCTIONS" -v b="$figure" 'BEGIN { printf "%+.2f", 100 * (a / b - 1) }')
    echo "instructions of $1: $INSTRUCTIONS, $change % against $figure"
    [ "$WORK" = "$(known "$1 work")" ] || echo "other work than the figure's, '$(known "$1 work")': this was '$WORK'"
    if exceeds "$change" "$ALLOWED_PERCENT"; then
        echo "instructions: $1 is more than $ALLOWED_PERCENT % above its figure; if that is worth it, say why and --update" >&2
        return 1
    fi
    if exceeds "-$ALLOWED_PERCENT" "$change"; then
        echo "instructions: $1 is more than $ALLOWED_PERCENT % better; lower the figure: LoadTests/bench/instructions.sh --update"
    fi
}

command -v valgrind >/dev/null || fail 1 "there is no valgrind: scripts/install.sh bench"
[ -x "$MICRO" ] || fail 1 "there is no $MICRO: swift build -c release --product MicroBench"
make_scratch
trap 'rm -rf "${SCRATCH:?}"' EXIT
# Without what debuggers read: valgrind of Debian 12 stumbles over the DWARF 5 of this toolchain.
strip --strip-debug -o "$SCRATCH/MicroBench" "$MICRO" || fail 1 "$MICRO can't be stripped"
here=$(made_with)
if [ "${1:-}" = --update ]; then
    PARTS="sales searches codec narrow"
    {
        echo "# Instructions of the parts of MicroBench's fixed scenario: LoadTests/bench/instructions.sh --update writes this."
        echo "made with: $here"
    } >"$SCRATCH/figures"
elif [ "$here" != "$(known 'made with')" ]; then
    echo "the figures were made with $(known 'made with'); this is $here"
fi
bad=0
for part in $PARTS; do
    count "$part"
    most_expensive "$part"
    if [ "${1:-}" = --update ]; then
        printf '%s: %s\n%s work: %s\n' "$part" "$INSTRUCTIONS" "$part" "$WORK" | tee -a "$SCRATCH/figures"
    else
        judge "$part" || bad=3
    fi
done
[ "${1:-}" != --update ] || cp "$SCRATCH/figures" "$FIGURES"
exit "$bad"
