"""What must be right before a time counts: results, borders, start-up, the time that a long model takes."""
import csv
import itertools
import os

from models import generate
from programs import Program, strata

START_UP_MILLISECONDS = 10
LONG_MODEL_MILLISECONDS = 20
LONG_MODEL_LINES = 1000
REPEATED = 15


def first_rows(path, rows):
    with open(path, encoding="utf-8", newline="") as file:
        return list(itertools.islice(csv.reader(file), rows + 1))


def against_fractions(workload, table, result, rows):
    """How many of the first rows differ from what Python's fractions say, and the first such row."""
    header, *customers = first_rows(table, rows)
    result_header, *decisions = first_rows(result, rows)
    if result_header != workload.header or len(decisions) != len(customers):
        return len(customers), f"another header or number of rows: {result_header}, {len(decisions)}"
    wrong, first = 0, None
    for customer, decision in zip(customers, decisions):
        expected = workload.decide(dict(zip(header, customer)))
        if decision != expected:
            wrong, first = wrong + 1, first or f"{decision} should be {expected}"
    return wrong, first


def wrong_tiers(exact, other):
    """Of two results of `sabc`: the customers whose tier differs, and those where anything does."""
    tiers = lines = 0
    with open(exact, encoding="utf-8") as first, open(other, encoding="utf-8") as second:
        for one, another in itertools.zip_longest(first, second):
            if one != another:
                lines += 1
                tiers += None in (one, another) or one.split(",")[2] != another.split(",")[2]
    return tiers, lines


def check_borders(build, workload, limit, rows, percent, sample):
    """On a table with so many percent of its customers on a border. Returns a line and whether it passed."""
    table = build.table("sabc", rows, boundary=percent)
    ours, exact = build.result("borders strata"), build.result("borders limit")
    build.require(strata(build, workload, workload.model(build.data)), table, ours, os.cpu_count())
    wrong, first = against_fractions(workload, table, ours, sample)
    line = f"borders: {percent} % of {rows:,} customers stand on one; "
    differing = 0
    if limit is not None:
        build.require(limit, table, exact)
        tiers, differing = wrong_tiers(exact, ours)
        line += f"{tiers} wrong tiers and {differing} differing rows against the limit; "
    line += f"{wrong} of the first {min(rows, sample):,} differ from fractions" + (f" ({first})" if first else "")
    return line, wrong == 0 and differing == 0


def milliseconds(build, program, most, table="-", result=os.devnull):
    """What the best of several runs took, and whether that is little enough: by the processor's time, since these runs
    wait for nothing and the machine may be busy."""
    runs = [build.measure(program, table, result) for _ in range(REPEATED)]
    bad = next((run for run in runs if run.exit != 0), None)
    wall, processor = (min(getattr(run, of) for run in runs) * 1000 for of in ("wall", "processor"))
    words = f"{wall:.1f} ms, {processor:.1f} of the processor (at most {most})" + (f": {bad.messages}" if bad else "")
    return words, bad is None and processor < most


def check_start_up(build, workload):
    program = strata(build, workload, workload.model(build.data))
    words, right = milliseconds(build, program, START_UP_MILLISECONDS, build.table("sabc", 10), build.result("start"))
    return "start-up: ten rows in " + words, right


def check_long_model(build):
    path = os.path.join(build.data, "long.strata")
    with open(path, "w", encoding="utf-8") as file:
        file.write(generate.of_lines(LONG_MODEL_LINES))
    program = Program("check", command=lambda table, result, threads: [build.strata, "check", path])
    words, right = milliseconds(build, program, LONG_MODEL_MILLISECONDS)
    return f"long model: {LONG_MODEL_LINES:,} lines checked in " + words, right
