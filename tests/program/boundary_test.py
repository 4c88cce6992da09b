"""Proposed examples: pasted behind their model they compile, hold, and leave nothing more to propose."""
import glob
import os
import unittest

from process import ProgramTest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
NOTHING = "# no example is proposed"


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
                again = self.strata("test", "--boundary", "model.strata").out
                self.assertTrue(again.startswith(NOTHING), again)
        self.assertGreater(tried, 100)


if __name__ == "__main__":
    unittest.main()
