"""Proposed examples: pasted behind their model they compile, hold, and touch what was proposed."""
import glob
import os
import re
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


if __name__ == "__main__":
    unittest.main()
