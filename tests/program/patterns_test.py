"""Tables of arms that are too large for a golden."""
import re
import unittest

from process import ProgramTest


class LargeTables(ProgramTest):
    def model(self, arms, last=""):
        """A `match unique` of eight subjects, whose arms are disjoint by the first one and random by the others."""
        columns = "".join(f"  c{i} : whole in 0 .. 1000\n" for i in range(8))
        rows = []
        for n in range(arms):
            bounds = [f"[{n} .. {n + 1})"] + [f">= {(n * (7 * i + 3)) % 300 + 1}" for i in range(1, 8)]
            rows.append("  " + ", ".join(bounds) + f" : {n}\n")
        rows.append(rows[3].replace(" : 3", " : 1000"))
        return ("customer {\n  id : text key\n" + columns + "}\nshow s = match unique ("
                + ", ".join(f"c{i}" for i in range(8)) + ") {\n" + "".join(rows) + last + "}\n")

    def test_an_overlap_is_found_whatever_else_takes_too_long(self):
        self.write("model.strata", self.model(85, "  otherwise : 0\n"))
        result = self.strata("check", "model.strata")
        self.assertEqual(result.code, 3)
        self.assertEqual(result.err.count("error[E0510]"), 1, result.err)
        self.assertIn("overlap in a `match unique`: both take", result.err)
        self.assertNotIn("leave a gap", result.err)


if __name__ == "__main__":
    unittest.main()
