#!/usr/bin/env python3
"""Where Strata's time goes: profile.py [--rows N] [--only sabc,wide] [--trust-keys]

Runs each workload on one thread under perf (Debian: linux-perf) and adds up the samples by what the functions belong
to. Builds nothing: run.py does.
"""
import argparse
import re
import subprocess
import sys
import tempfile

from programs import Build
from workloads import WORKLOADS

# The first pattern that a function's name fits; kernel functions are told by the mark in front.
STAGES = [
    ("read", r"^\[k\] .*(copy_to_iter|copy_to_user|filemap_read|folio_read|readahead)"),
    ("write", r"^\[k\] .*(copy_folio_from|copy_page_from|copy_from|write|ext4|xfs|dirty|commit)"),
    ("system", r"^\[k\]"),
    ("index of fields", r"index_|take_uniform|take_run|RecordIndexer|RecordScan|find_bounds|RecordSplitter"),
    ("evaluation", r"strata::columnar::"),
    ("fields to columns", r"ColumnParser|strata::kernels::|read_decimal|WordTable|strata::read_"),
    ("keys", r"KeySearch|KeyIndex|KeptKeys|EarlierKeys"),
    ("text of results", r"BlockText|ColumnText|CodeText|write_|csv|TextBuffer"),
    ("others", r""),
]


def samples(build, workload, rows, options):
    """(share in percent, function) of one run."""
    table = build.table(workload.name, rows)
    with tempfile.NamedTemporaryFile() as recorded, open(build.result("profile"), "wb") as result:
        subprocess.run(["perf", "record", "-q", "-F", "2000", "-o", recorded.name, build.strata, "run",
                        workload.model(build.data), table, "--threads", "1", *workload.options, *options],
                       check=True, stdout=result, stderr=subprocess.DEVNULL)
        report = subprocess.run(["perf", "report", "-i", recorded.name, "--stdio", "--no-children", "--sort", "symbol"],
                                check=True, capture_output=True, text=True).stdout
    return [(float(share), name) for share, name in re.findall(r"(?m)^\s+([\d.]+)%\s+(\[[.k]\] .+?)\s*$", report)]


def main():
    parser = argparse.ArgumentParser(description="Where Strata's time goes, stage by stage.")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--only", default=",".join(workload.name for workload in WORKLOADS))
    parser.add_argument("--trust-keys", action="store_true")
    parser.add_argument("--preset", default="release")
    options = parser.parse_args()
    build = Build(options.preset)
    for workload in (workload for workload in WORKLOADS if workload.name in options.only.split(",")):
        found = samples(build, workload, options.rows, ["--trust-keys"] if options.trust_keys else [])
        print(f"{workload.name}: {workload.says}")
        for stage, pattern in STAGES:
            own = [(share, name) for share, name in found
                   if next(other for other, test in STAGES if re.search(test, name)) == stage]
            most = ", ".join(f"{name[4:60]} {share:.0f} %" for share, name in own[:2])
            print(f"  {stage:<18} {sum(share for share, _ in own):5.1f} %  {most}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
