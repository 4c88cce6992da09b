"""The programs that are compared, and how each is called."""
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import Callable

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)


@dataclass
class Run:
    wall: float
    processor: float
    kilobytes: int
    exit: int
    messages: str


@dataclass
class Program:
    """`command(table, result, threads)` gives the words to run; `writes` says that it opens the result by itself."""

    name: str
    command: Callable
    writes: bool = False
    threads: bool = False


class Build:
    """What cmake built, and where tables and results are kept."""

    def __init__(self, preset):
        self.folder = os.path.join(ROOT, "build", preset)
        self.data = os.path.join(self.folder, "bench", "data")
        self.strata = os.path.join(self.folder, "repl", "strata")
        self.preset = preset

    def make(self):
        subprocess.run(["cmake", "--preset", self.preset, "-DSTRATA_BENCH=ON", "--log-level=WARNING"], cwd=ROOT, check=True,
                       stdout=subprocess.DEVNULL)
        subprocess.run(["cmake", "--build", "--preset", self.preset, "--target", "bench", "--", "--quiet"], cwd=ROOT,
                       check=True)
        os.makedirs(self.data, exist_ok=True)

    def tool(self, name):
        return os.path.join(self.folder, "bench", f"strata_bench_{name}")

    def table(self, workload, rows, boundary=0):
        """The table of so many customers; made where it is not there yet."""
        path = os.path.join(self.data, f"{workload}_{rows}{f'_{boundary}' if boundary else ''}.csv")
        if not os.path.exists(path):
            with open(path + ".new", "wb") as file:
                subprocess.run([self.tool("generate"), workload, str(rows), "--boundary", str(boundary)], stdout=file,
                               check=True)
            os.replace(path + ".new", path)
        return path

    def result(self, name):
        return os.path.join(self.data, "result_" + "".join(sign if sign.isalnum() else "_" for sign in name) + ".csv")

    def measure(self, program, table, result, threads=1):
        output = "-" if program.writes else result
        command = [str(word) for word in program.command(table, result, threads)]
        done = subprocess.run([self.tool("measure"), output, *command], capture_output=True, text=True, cwd=self.folder)
        # A peer may print on its way; the measure stands in the last line.
        return Run(messages=done.stderr, **json.loads(done.stdout.strip().splitlines()[-1]))

    def require(self, program, table, result, threads=1):
        """A run whose result is then looked at."""
        run = self.measure(program, table, result, threads)
        if run.exit != 0:
            sys.exit(f"{program.name} ended with {run.exit}: {run.messages}")


def strata(build, workload, model, *options, name="strata"):
    return Program(name, threads=True, command=lambda table, result, threads: [
        build.strata, "run", model, table, "--threads", threads, *workload.options, *options])


def limit(build):
    """None where the machine cannot run it."""
    if not os.path.exists(build.tool("limit")):
        return None
    return Program("limit", writes=True, threads=True, command=lambda table, result, threads: [
        build.tool("limit"), "run", table, result, threads])


def another(words):
    """NAME=COMMAND with {table}, {result} and {threads} in it, from the command line."""
    name, _, command = words.partition("=")
    return Program(name, writes=True, threads=True, command=lambda table, result, threads: [
        word.format(table=table, result=result, threads=threads) for word in command.split()])


def stages(build, table):
    """What each step of the limit takes: nanoseconds per customer."""
    done = subprocess.run([build.tool("limit"), "stages", table, build.result("stages")], check=True, capture_output=True,
                          text=True)
    return json.loads(done.stdout)


def install_duckdb(build):
    """From npm into the build folder; says why not, or nothing."""
    if shutil.which("npm") is None:
        return "npm is not installed"
    folder = os.path.join(build.folder, "bench", "duckdb")
    if not os.path.isdir(os.path.join(folder, "node_modules", "@duckdb", "node-api")):
        os.makedirs(folder, exist_ok=True)
        done = subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder,
                               "@duckdb/node-api@1.5.5-r.5"], capture_output=True, text=True)
        if done.returncode != 0:
            return "npm could not install @duckdb/node-api: " + (done.stderr.strip() or "no reason given")
    return None


def peers(build, workload, wanted):
    """The peers that have this workload and are installed, and a line for each that is not."""
    found, skipped = [], []

    def peer(name, ending, why_not, command, threads=False):
        source = os.path.join(HERE, "peers", f"{workload}.{ending}")
        if name not in wanted or not os.path.exists(source):
            return
        reason = why_not()
        if reason is not None:
            skipped.append(f"{name} skipped: {reason}")
            return
        found.append(Program(name, writes=name == "duckdb", threads=threads,
                             command=lambda table, result, count: command(source, table, result, count)))

    def absent(program):
        return lambda: None if shutil.which(program) else f"{program} is not installed"

    driver = os.path.join(HERE, "peers", "duckdb.cjs")
    modules = os.path.join(build.folder, "bench", "duckdb", "node_modules")
    peer("duckdb", "sql", lambda: install_duckdb(build),
         lambda source, table, result, count: ["node", driver, modules, source, table, result, count], threads=True)
    peer("node", "js", absent("node"), lambda source, table, result, count: ["node", source, table])
    peer("lua", "lua", absent("lua5.4"), lambda source, table, result, count: ["lua5.4", source, table])
    return found, skipped
