#!/usr/bin/env python3
"""Measures Strata beside its limit and its peers: run.py [--rows N] [--threads 1,2] [--only sabc,wide] … (--help)

Builds with cmake, makes the tables in the build folder, checks the results, then runs all programs by turns and prints
the best and the median of each, in nanoseconds per customer, and how many times the limit that is; then the same of the
processor's time, which says more where the machine is busy with other things. The exit code says whether all results
were right and the fixed goals (start-up, long model, borders) were met.
"""
import argparse
import filecmp
import os
import statistics
import sys

import checks
from programs import Build, another, limit, peers, stages, strata
from workloads import WORKLOADS, estimated_limit

COLUMNS = "{:<24} {:>7} {:>10} {:>10} {:>8} {:>13} {:>8} {:>9}  {}"


def arguments():
    names = [workload.name for workload in WORKLOADS]
    parser = argparse.ArgumentParser(description="Measures Strata beside its limit and its peers.")
    parser.add_argument("--rows", default="1000000", help="customers of each table, one number or several: 1000000,10000000")
    parser.add_argument("--threads", default="1,2", help="numbers of threads (1,2)")
    parser.add_argument("--only", default=",".join(names), help="workloads: " + ", ".join(names))
    parser.add_argument("--peers", default="duckdb,node,lua", help="peers, or none (duckdb,node,lua)")
    parser.add_argument("--repeat", type=int, default=5, help="how often each program runs (5)")
    parser.add_argument("--sample", type=int, default=5000, help="rows compared with fractions (5000)")
    parser.add_argument("--boundary", type=int, default=5, help="percent of customers on a border, in the check (5)")
    parser.add_argument("--evaluator", choices=["columnar", "reference"], help="of Strata; its own choice without it")
    parser.add_argument("--also", action="append", default=[], metavar="NAME=COMMAND",
                        help="another program for sabc; {table}, {result} and {threads} stand for what they say")
    parser.add_argument("--preset", default="release", help="what to build (release)")
    parser.add_argument("--no-checks", action="store_true", help="only measure")
    return parser.parse_args()


def lineup(build, workload, model, options, threads):
    """What runs side by side with so many threads: Strata, the limit, peers; and what is not there."""
    evaluator = ["--evaluator", options.evaluator] if options.evaluator else []
    programs = [strata(build, workload, model, "--trust-keys", *evaluator, name="strata --trust-keys"),
                strata(build, workload, model, *evaluator)]
    own = limit(build) if workload.name == "sabc" else None
    others, skipped = peers(build, workload.name, options.peers.split(","))
    if workload.name == "sabc":
        others += [another(words) for words in options.also]
    programs = ([own] if own else []) + programs + others
    return [program for program in programs if threads == 1 or program.threads], skipped


def by_turns(build, programs, table, threads, repeat):
    """All runs of each program, by name."""
    runs = {program.name: [] for program in programs}
    for _ in range(repeat):
        for program in programs:
            runs[program.name].append(build.measure(program, table, build.result(program.name), threads))
    return runs


def nanoseconds(runs, rows, of="wall"):
    return [getattr(run, of) / rows * 1e9 for run in runs]


def print_runs(build, runs, rows, threads, estimate):
    """The table's lines; the limit is measured, or else estimated: nanoseconds per customer on one thread."""
    right = True
    ours = build.result("strata")
    limits = {of: min(nanoseconds(runs["limit"], rows, of)) if "limit" in runs else estimate and estimate / share
              for of, share in (("wall", threads), ("processor", 1))}
    for name, taken in runs.items():
        failed = next((run for run in taken if run.exit != 0), None)
        if failed:
            print(f"{name:<24} failed with exit code {failed.exit}: {failed.messages.strip()[-200:]}")
            right = right and not name.startswith("strata")
            continue
        same = "as strata" if filecmp.cmp(ours, build.result(name), shallow=False) else "differs"
        best = {of: min(nanoseconds(taken, rows, of)) for of in limits}
        times = {of: f"{best[of] / limits[of]:.2f}" if limits[of] else "-" for of in limits}
        memory = max(run.kilobytes for run in taken) / 1024
        print(COLUMNS.format(name, threads, f"{best['wall']:.1f}", f"{statistics.median(nanoseconds(taken, rows)):.1f}",
                             times["wall"], f"{best['processor']:.1f}", times["processor"], f"{memory:.1f}",
                             "" if name == "strata" else same))
        right = right and not (same == "differs" and name in ("limit", "strata --trust-keys"))
    return right


def print_heading(workload, rows, read, written, skipped, estimate):
    print(f"\n{workload.name}: {workload.says}; {rows:,} customers, {read / 1e6:.1f} MB read, "
          f"{written / 1e6:.1f} MB written")
    for line in skipped:
        print("  " + line)
    if estimate:
        print("  limit, estimated on one thread: " +
              " + ".join(f"{name} {value:.1f}" for name, value in estimate.items()) +
              f" = {sum(estimate.values()):.1f} ns")
    print(COLUMNS.format("program", "threads", "best ns", "median ns", "x limit", "processor ns", "x limit", "memory MB",
                         "result"))


def measure(build, workload, rows, options, parts):
    """One workload at one size; says whether all results were right."""
    model, table = workload.model(build.data), build.table(workload.name, rows)
    right = True
    for turn, threads in enumerate(map(int, options.threads.split(","))):
        programs, skipped = lineup(build, workload, model, options, threads)
        runs = by_turns(build, programs, table, threads, options.repeat)
        read, written = os.path.getsize(table), os.path.getsize(build.result("strata"))
        estimate = None
        if workload.name != "sabc" and parts:
            estimate = estimated_limit(workload, parts, read / rows, written / rows)
        if turn == 0:
            print_heading(workload, rows, read, written, skipped, estimate)
        right = print_runs(build, runs, rows, threads, sum(estimate.values()) if estimate else None) and right
    if not options.no_checks:
        wrong, first = checks.against_fractions(workload, table, build.result("strata"), options.sample)
        print(f"  {wrong} of the first {min(rows, options.sample):,} rows differ from fractions" +
              (f": {first}" if first else ""))
        right = right and wrong == 0
    return right


def main():
    options = arguments()
    build = Build(options.preset)
    build.make()
    chosen = [workload for workload in WORKLOADS if workload.name in options.only.split(",")]
    sizes = [int(rows) for rows in options.rows.split(",")]
    own, parts, passed = limit(build), None, True
    if own is None:
        print("no limit: it is written for x86-64 with AVX2")
    else:
        parts = stages(build, build.table("sabc", min(1_000_000, max(sizes))))
        print(f"the limit's steps ({parts['kernels']}), ns per customer of sabc: " + ", ".join(
            f"{name} {value:.1f}" for name, value in parts.items() if isinstance(value, float)))
    if not options.no_checks:
        sabc = WORKLOADS[0]
        for line, right in (checks.check_start_up(build, sabc), checks.check_long_model(build),
                            checks.check_borders(build, sabc, own, min(1_000_000, max(sizes)), options.boundary,
                                                 options.sample)):
            print(("passed  " if right else "FAILED  ") + line)
            passed = passed and right
    for rows in sizes:
        for workload in chosen:
            passed = measure(build, workload, rows, options, parts) and passed
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
