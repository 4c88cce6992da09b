#!/usr/bin/env python3
"""Runs the golden tests: run.py STRATA [--update] [FILE.strata …]

STRATA is the program, or an emulator and the program in one argument: "qemu-aarch64-static build/aarch64/repl/strata".

A golden is a valid model file whose commands and whole expected output stand in it as comments, below the model:

    #! FILE customers.csv        a file beside the model; its lines follow
    #| id,revenue
    #x 43 31 2C FF 0A           bytes of it in hex, for what is no text; no line end is added
    #! RUN strata run model.strata customers.csv
    #> id,tier                   a line of standard output
    #2> warning…                 a line of standard error
    #! EXIT 1                    the exit code (0 where nothing is said)

The model (the lines above the first `#!`) is written to an empty folder as model.strata, and every command runs
there; it may end with `< FILE`, which gives it that file as standard input. A golden whose name begins with `fail_`
has a run that does not exit 0, and only such a golden has one. --update rewrites the expectations; review the
difference before keeping it.
"""
import concurrent.futures
import difflib
import os
import shlex
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def parse(lines):
    """The files and runs of a golden: ([(name, text)], [run]); a run has command, out, err and exit."""
    files, runs, target = [], [], None
    for number, line in enumerate(lines):
        if line.startswith("#! FILE "):
            files.append([line[8:].strip(), ""])
        elif line.startswith("#|"):
            files[-1][1] += line[2:].removeprefix(" ") + "\n"
        elif line.startswith("#x"):
            files[-1][1] += bytes.fromhex(line[2:]).decode("utf-8", "surrogateescape")
        elif line.startswith("#! RUN "):
            target = {"command": line[7:].strip(), "out": "", "err": "", "exit": 0}
            runs.append(target)
        elif line.startswith("#! EXIT "):
            target["exit"] = int(line[8:])
        elif line.startswith("#2>"):
            target["err"] += line[3:].removeprefix(" ") + "\n"
        elif line.startswith("#>"):
            target["out"] += line[2:].removeprefix(" ") + "\n"
        elif line.startswith("#!"):
            raise SystemExit(f"line {number + 1}: unknown directive {line}")
    return files, runs


def execute(strata, folder, command):
    words = shlex.split(command)
    if words[0] != "strata":
        raise SystemExit(f"a RUN line begins with strata: {command}")
    source = subprocess.DEVNULL
    if len(words) > 2 and words[-2] == "<":
        source = open(os.path.join(folder, words[-1]), "rb")
        words = words[:-2]
    environment = {"PATH": "/usr/bin:/bin", "HOME": folder, "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
    done = subprocess.run(strata + words[1:], cwd=folder, env=environment, stdin=source, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=120)
    if source is not subprocess.DEVNULL:
        source.close()
    return {"command": command, "out": done.stdout.decode("utf-8", "backslashreplace"),
            "err": done.stderr.decode("utf-8", "backslashreplace"), "exit": done.returncode}


def written(run):
    """A run as the lines that stand in a golden."""
    lines = ["#! RUN " + run["command"]]
    for sign, text in (("#>", run["out"]), ("#2>", run["err"])):
        lines += [(sign + " " + line).rstrip(" ") if line else sign for line in text.split("\n")[:-1]]
        if text and not text.endswith("\n"):
            lines.append(sign + " " + text.split("\n")[-1] + "⏎ missing")
    if run["exit"]:
        lines.append(f"#! EXIT {run['exit']}")
    return lines


def run_golden(strata, golden, update):
    """What is wrong with a golden, as lines; with `update`, its expectations are rewritten first."""
    with open(golden, encoding="utf-8") as file:
        lines = file.read().split("\n")
    files, runs = parse(lines)
    model_end = next((i for i, line in enumerate(lines) if line.startswith("#!")), len(lines))
    first_run = next((i for i, line in enumerate(lines) if line.startswith("#! RUN ")), len(lines))
    with tempfile.TemporaryDirectory() as folder:
        for name, text in [("model.strata", "".join(line + "\n" for line in lines[:model_end]))] + files:
            with open(os.path.join(folder, name), "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
                file.write(text)
        results = [execute(strata, folder, run["command"]) for run in runs]
    wanted = [line for run in runs for line in written(run)]
    got = [line for result in results for line in written(result)]
    problems = []
    fails = any(result["exit"] for result in results)
    if not runs:
        problems.append("no RUN line")
    if os.path.basename(golden).startswith("fail_") != fails:
        problems.append("no failure came, and the name promises one" if not fails
                        else "a failure came, and the name does not begin with fail_")
    if wanted != got and update:
        with open(golden, "w", encoding="utf-8") as file:
            file.write("\n".join(lines[:first_run] + got) + "\n")
        print("updated", os.path.relpath(golden, HERE))
    elif wanted != got:
        problems += ["output differs:"]
        problems += difflib.unified_diff(wanted, got, "expected", "got", lineterm="", n=2)
    return problems


def main():
    arguments = [word for word in sys.argv[1:] if word != "--update"]
    update = "--update" in sys.argv[1:]
    if not arguments:
        raise SystemExit(__doc__)
    *emulator, program = shlex.split(arguments[0])
    strata = emulator + [os.path.abspath(program)]
    goldens = arguments[1:] or sorted(
        os.path.join(folder, name) for folder, _, names in os.walk(HERE) for name in names if name.endswith(".strata"))
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for golden, problems in zip(goldens, pool.map(lambda golden: run_golden(strata, golden, update), goldens)):
            if problems:
                failed += 1
                print(os.path.relpath(golden, HERE) + ": " + "\n  ".join(problems))
    print(f"{len(goldens) - failed} passed, {failed} failed")
    return 1 if failed or not goldens else 0


if __name__ == "__main__":
    sys.exit(main())
