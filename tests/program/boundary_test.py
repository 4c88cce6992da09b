"""Proposed examples: pasted behind their model they compile, hold, and touch what was proposed."""
import glob
import os
import re
import signal
import time
import unittest

from process import ProgramTest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def models():
    """Every model at hand: the library, the examples, and the goldens, which end where their directives begin."""
    for pattern in ("stdlib/*.strata", "examples/*/*.strata", "tests/golden/*/*.strata"):
        for path in sorted(glob.glob(os.path.join(ROOT, pattern))):
            with open(path, encoding="utf-8", errors="surrogateescape") as file:
                text = file.read()
            yield os.path.relpath(path, ROOT), text.split("\n#! ")[0] + "\n"


class Pasted(ProgramTest):
    def test_proposals_hold(self):
        tried = 0
        for name, text in models():
            with self.subTest(model=name):
                self.write("model.strata", text.encode("utf-8", "surrogateescape"))
                if self.strata("check", "model.strata").code != 0:
                    continue
                tried += 1
                failing = self.strata("test", "model.strata").out.count("FAILED")
                proposed = self.strata("test", "--boundary", "model.strata")
                self.assertEqual(proposed.code, 0, proposed.err)
                self.assertEqual(self.strata("fmt", "-", stdin=proposed.out).out, proposed.out)
                self.write("model.strata", (text + "\n" + proposed.out).encode("utf-8", "surrogateescape"))
                result = self.strata("test", "model.strata")
                self.assertEqual(result.out.count("FAILED"), failing, result.err)
                self.assertIn(result.code, (0, 4), result.err)
                # The search is bounded and begins at the examples at hand, so the new ones may lead it to a
                # customer whom it did not find before; nowhere else is there more to propose.
                not_found = set(re.findall(r"no customer found for (.+) = ", proposed.out))
                again = self.strata("test", "--boundary", "model.strata").out
                proposed_again = set(re.findall(r"^# line .*: the border (.+) = ", again, re.MULTILINE))
                self.assertLessEqual(proposed_again, not_found, again)
        self.assertGreater(tried, 100)


class Large(ProgramTest):
    HEAD = "customer { id : text key; a : number in 0 .. 10M; b : number in 0 .. 10M }\n"

    def ladder(self, arms):
        return "".join(f"  >= {10 * n} : {n % 97}\n" for n in range(arms, 0, -1)) + "  otherwise : 0\n"

    def test_it_can_be_interrupted(self):
        self.write("model.strata", self.HEAD + "show s = match ln(a + b + 2 to 100 places) {\n"
                   + "".join(f"  >= {n}.123 : {n}\n" for n in range(15, 1, -1)) + "  otherwise : 0\n}\n")
        process = self.start("test", "--boundary", "model.strata")
        time.sleep(0.5)
        self.assertIsNone(process.poll(), "the search has ended before it could be interrupted")
        begin = time.monotonic()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
        self.assertLess(time.monotonic() - begin, 1)  # 0.1 s on a machine that has nothing else to do
        self.assertEqual((process.returncode, out, err), (130, b"", b""))

    def test_its_work_is_limited_and_goes_on_from_there(self):
        model = self.HEAD + "show s = match a * 3 + b / 7 {\n" + self.ladder(2000) + "}\n"
        unsearched = []
        for _ in range(2):
            self.write("model.strata", model)
            proposed = self.strata("test", "--boundary", "model.strata").out
            left = re.search(r"^# ([\d]+) borders were not searched, from line (\d+) on: a search has its limits. "
                             r"Paste what stands above\n# into the model and ask again: it goes on from there.$",
                             proposed, re.MULTILINE)
            unsearched.append(int(left.group(1)))
            model += proposed
        self.assertLess(unsearched[1], unsearched[0])

    def test_a_long_ladder_over_a_column_is_done_at_once(self):
        self.write("model.strata", self.HEAD + "show s = match a {\n" + self.ladder(300) + "}\n")
        proposed = self.strata("test", "--boundary", "model.strata").out
        self.assertEqual(proposed.count("\nexample "), 300)
        self.assertNotIn("not searched", proposed)


if __name__ == "__main__":
    unittest.main()
