#!/usr/bin/env python3
"""hdr_check.py [--load seatgrid-load]: PyPI hdrhistogram and seatgrid-load read each other.

A result is made here with histograms that hdrhistogram encoded; `report --histograms` reads them
and writes .hlog and .hgrm files anew; hdrhistogram reads those and must find the same counts and
percentiles.
"""
import argparse
import json
import pathlib
import random
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
RANKS = [0.0, 10.0, 50.0, 75.0, 90.0, 99.0, 99.9, 100.0]
STEPS = ["map", "hold", "book", "empty"]
SECONDS = 4


def histograms(rng):
    """By second and step: few and many values, small and huge ones, and none."""
    from hdrh.histogram import HdrHistogram

    made = []
    for _ in range(SECONDS):
        second = {step: HdrHistogram(1, 60_000_000, 3) for step in STEPS}
        for _ in range(3000):
            second["map"].record_value(int(rng.lognormvariate(6, 1)))
        for _ in range(1000):
            second["hold"].record_value(min(int(rng.lognormvariate(9, 2.5)), 59_999_999))
        for value in (0, 1, 2047, 2048, 59_999_999):
            second["book"].record_value(value, rng.choice([1, 63, 64, 8192, 3_000_000_000]))
        made.append(second)
    return made


def total(parts):
    from hdrh.histogram import HdrHistogram

    whole = HdrHistogram(1, 60_000_000, 3)
    for part in parts:
        whole.add(part)
    return whole


def result(made):
    steps = [
        {"name": step, "count": whole.get_total_count(), "errors": 0, "dropped": 0,
         "per_second": 1, "hdr": whole.encode().decode()}
        for step, whole in ((step, total(s[step] for s in made)) for step in STEPS)
    ]
    seconds = [
        {"t": t, "arrivals": 0, "answers": 0, "errors": 0, "dropped": 0,
         "hdr": {step: second[step].encode().decode() for step in STEPS}}
        for t, second in enumerate(made)
    ]
    return {
        "schema": "seatgrid.load.result/1", "tool": "0", "started_at": "2026-11-24T19:07:00.500Z",
        "scenario": "flash", "seed": 1, "flags": {},
        "target": {"url": "http://127.0.0.1:1", "dialect": "seatgrid", "name": "seatgrid"},
        "machine": {"cores": 1, "cpu": "", "kernel": "", "memory_bytes": 0, "load_average": [],
                    "shares_cores": False},
        "model": {"kind": "closed", "users": 1}, "warmup_s": 2, "duration_s": SECONDS,
        "steps": steps, "seconds": seconds, "errors": [], "warnings": [], "requirements": [],
    }


def counts(histogram):
    return {i: histogram.get_count_at_index(i) for i in range(histogram.counts_len)
            if histogram.get_count_at_index(i)}


def same(ours, theirs):
    assert counts(ours) == counts(theirs), "other counts"
    assert ours.get_total_count() == theirs.get_total_count(), "another total"
    for rank in RANKS:
        found = ours.get_value_at_percentile(rank)
        assert found == theirs.get_value_at_percentile(rank), f"p{rank}: {found}"


def intervals_agree(folder, made):
    """Every interval of the log, by tag and time, with its counts and percentiles."""
    from hdrh.histogram import HdrHistogram
    from hdrh.log import HistogramLogReader

    reader = HistogramLogReader(str(folder / "latency.hlog"), HdrHistogram(1, 60_000_000, 3))
    seen = 0
    while (interval := reader.get_next_interval_histogram()) is not None:
        second = round(interval.get_start_time_stamp() / 1000 - 1795547222.5)
        assert interval.get_end_time_stamp() - interval.get_start_time_stamp() == 1000
        same(interval, made[second][interval.get_tag()])
        seen += 1
    assert seen == SECONDS * len(STEPS), f"{seen} intervals"
    assert reader.get_start_time_sec() == 1795547222.5, reader.get_start_time_sec()


def sums_agree(folder, made):
    """All intervals of the log added up by hdrhistogram."""
    from hdrh.histogram import HdrHistogram
    from hdrh.log import HistogramLogReader

    whole = HdrHistogram(1, 60_000_000, 3)
    reader = HistogramLogReader(str(folder / "latency.hlog"), whole)
    while reader.add_next_interval_histogram() is not None:
        pass
    same(whole, total(part for second in made for part in second.values()))


def header_is_right(folder, _made):
    lines = (folder / "latency.hlog").read_text().splitlines()
    assert lines[1] == "#[Histogram log format version 1.3]", lines[1]
    assert lines[2].startswith("#[StartTime: 1795547222.500 (seconds since epoch), "), lines[2]
    legend = '"StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"'
    assert lines[4] == legend, lines[4]
    assert all(line.startswith("Tag=") and line.count(",") == 4 for line in lines[5:])


def percentile_text_agrees(folder, made):
    """Every line of each .hgrm: as many values are at or below the value as it says, and it is the
    percentile's value; the closing lines are hdrhistogram's own figures."""
    for step in STEPS:
        whole = total(second[step] for second in made)
        lines = (folder / f"{step}.hgrm").read_text().splitlines()
        assert lines[0].split() == ["Value", "Percentile", "TotalCount", "1/(1-Percentile)"]
        below = 0
        at_or_below = {}
        for index, count in sorted(counts(whole).items()):
            below += count
            value = whole.get_highest_equivalent_value(whole.get_value_from_index(index))
            at_or_below[f"{value / 1000:.3f}"] = below
        body = [line.split() for line in lines[2:] if not line.startswith("#")]
        assert bool(body) == bool(below), f"{step}: {len(body)} lines"
        for fields in body:
            assert at_or_below[fields[0]] == int(fields[2]), (step, fields)
            # The share is rounded in the text, so it may be over by half its last digit.
            assert int(fields[2]) >= (float(fields[1]) - 1e-12) * below, (step, fields)
            if len(fields) == 4:
                # One over the rest; near 100 % the rounded share can't tell it any more.
                rest = 1 - float(fields[1])
                if rest > 1e-6:
                    assert abs(float(fields[3]) * rest - 1) < 1e-2, (step, fields)
        if body:
            assert body[-1][1:] == ["1.000000000000", str(below)], (step, body[-1])
        mean, deviation = whole.get_mean_value() / 1000, whole.get_stddev() / 1000
        assert f"{mean:12.3f}" in lines[-3] and f"{deviation:12.3f}" in lines[-3], (step, lines[-3])
        assert lines[-2].endswith(f"Total count    = {below:12d}]"), (step, lines[-2])
        sizes = f"= {whole.bucket_count:12d}, SubBuckets     = {whole.sub_bucket_count:12d}"
        assert sizes in lines[-1], (step, lines[-1])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--load", default=str(HERE.parent / ".build/debug/seatgrid-load"))
    parser.add_argument("--seed", type=int, default=1)
    # What scripts/test.sh gives to every script; the server is not needed here.
    parser.add_argument("--binary")
    parser.add_argument("--long", action="store_true")
    options = parser.parse_args()
    checks = [header_is_right, intervals_agree, sums_agree, percentile_text_agrees]
    try:
        import hdrh.histogram  # noqa: F401
    except ImportError:
        print("hdr_check: no Python package hdrhistogram here")
        print(f"0 passed, 0 failed, {len(checks)} skipped")
        return 0
    made = histograms(random.Random(options.seed))
    failed = 0
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        (folder / "result.json").write_text(json.dumps(result(made)))
        subprocess.run(
            [options.load, "report", str(folder / "result.json"),
             "--out", str(folder / "page.html"), "--histograms", str(folder / "hdr")],
            check=True, stdout=subprocess.DEVNULL,
        )
        for check in checks:
            try:
                check(folder / "hdr", made)
                print(f"ok: {check.__name__}")
            except Exception as error:  # noqa: BLE001
                failed += 1
                what = f"{type(error).__name__} {error} (--seed {options.seed})"
                print(f"FAILED: {check.__name__}: {what}")
    print(f"{len(checks) - failed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
