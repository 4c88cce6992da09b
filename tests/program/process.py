"""The program as a process: what every test of the program starts, and a small model to start it with.

The tests find the program in the environment variable STRATA, as ctest sets it.
"""
import os
import subprocess
import tempfile
import unittest

STRATA = os.environ.get("STRATA", "strata")
TIME_LIMIT = 120  # seconds; a sanitizer makes the program ten times slower, and nothing here takes a second without

MODEL = """\
model sizes "Sizes of customers"
version "1"
effective 2025-01-01 .. 2025-12-31

customer {
  id      : text key
  revenue : money in 0 .. 10B
}

parameter cut = 1000 CNY in 500 CNY .. 2000 CNY "lowest revenue of a large customer"
currency CNY

tiers by revenue {
  A "large" : >= cut
  B "small" : otherwise
}

example "the border" {
  given revenue = 1000, as_of = 2025-06-01
  expect tier = A
}
"""
CUSTOMERS = "id,revenue\nC1,1500\nC2,999.99\nC3,1000\n"
DECISIONS = "id,tier,reasons\nC1,A,\nC2,B,\nC3,A,\n"
DAY = "--as-of=2025-06-01"


class Result:
    """What a run of the program gave."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err


class ProgramTest(unittest.TestCase):
    """A test in a folder of its own, which holds model.strata and customers.csv."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.write("model.strata", MODEL)
        self.write("customers.csv", CUSTOMERS)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())

    def read(self, name):
        with open(self.path(name), encoding="utf-8") as file:
            return file.read()

    def environment(self, **more):
        return {"PATH": "/usr/bin:/bin", "HOME": self.folder, **more}

    def start(self, *words, **options):
        """The running program, with pipes for all three streams unless told otherwise."""
        streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        process = subprocess.Popen([STRATA, *words], cwd=self.folder,
                                   **{**streams, "env": self.environment(), **options})
        self.addCleanup(self.end, process)
        return process

    @staticmethod
    def end(process):
        if process.poll() is None:
            process.kill()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:
                    pass
        process.wait()

    def strata(self, *words, stdin="", **options):
        process = self.start(*words, **options)
        out, err = process.communicate(stdin if isinstance(stdin, bytes) else stdin.encode(), timeout=TIME_LIMIT)
        return Result(process.returncode, *[(text or b"").decode("utf-8", "backslashreplace") for text in (out, err)])

    def refused(self, words, code, *sentences):
        """The run ends with `code`, prints no result, and says every one of `sentences`."""
        result = self.strata(*words)
        self.assertEqual((result.code, result.out), (code, ""), result.err)
        for sentence in sentences:
            self.assertIn(sentence, result.err)
        return result
