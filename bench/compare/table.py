#!/usr/bin/env python3
"""Ratio table (markdown) from our JMH results and the rows of others: table.py ROWS.csv JMH.json..."""
import csv
import json
import statistics
import sys

WORDS = {
    "full": "distance to a structure",
    "signed": "signed distance of a structure",
    "read": "reading, 512x512x200 gzipped NIfTI",
    "margin": "margin of one lesion, 512x512x200",
}
BENCHMARKS = {"full": "full", "signed": "signed", "read": "read", "analyze": "margin", "borderRecipe": "recipe"}


def ours(files):
    rows = {}
    for file in files:
        with open(file, encoding="utf-8") as source:
            for result in json.load(source):
                work = BENCHMARKS[result["benchmark"].rsplit(".", 1)[1]]
                p = result["params"]
                name = (
                    f"read-{p['volume']}"
                    if work == "read"
                    else f"{p['grid']}-{p['mask']}"
                    if "mask" in p
                    else "margin"
                )
                vector = " with vectors" if any("incubator" in a for a in result["jvmArgs"]) else ""
                times = [ms for fork in result["primaryMetric"]["rawData"] for ms in fork]
                rows[work, name, int(p["threads"]), vector] = statistics.median(times)
    return rows


def main(peers, files):
    mine = ours(files)
    print("| work | input | program | its threads | ms | ours, 1 / 2 threads, ms | ratio, 1 / 2 threads |")
    print("|---|---|---|---|---|---|---|")
    with open(peers, newline="", encoding="utf-8") as source:
        for work, name, threads, program, ms in csv.reader(source):
            kinds = [("margin", ""), ("recipe", " (same recipe)")] if work == "margin" else [(work, "")]
            for vector in ("", " with vectors"):
                for kind, note in kinds:
                    pair = [mine.get((kind, name, n, vector)) for n in (1, 2)]
                    if None in pair:
                        continue
                    values = " / ".join(f"{v:.1f}" for v in pair)
                    ratios = " / ".join(f"{float(ms) / v:.1f}" for v in pair)
                    print(
                        f"| {WORDS[work]} | {name} | {program} | {threads} | {float(ms):.1f} "
                        f"| {values}{vector}{note} | {ratios} |"
                    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
