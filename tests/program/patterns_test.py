"""Tables of arms that are too large for a golden."""
import random
import unittest

from process import ProgramTest


class LargeTables(ProgramTest):
    @staticmethod
    def model(arms):
        """A `match unique` of eight subjects with random intervals, whose last arm is the fourth once more."""
        numbers = random.Random(1)
        columns = "".join(f"  c{i} : whole in 0 .. 1000\n" for i in range(8))
        rows = []
        for n in range(arms):
            lows = [numbers.randrange(700) for _ in range(8)]
            intervals = [f"[{low} .. {low + numbers.randrange(50, 300)})" for low in lows]
            rows.append(f"  {', '.join(intervals)} : {n}\n")
        rows.append(rows[3].replace(" : 3", " : 1000"))
        subjects = ", ".join(f"c{i}" for i in range(8))
        return (f"customer {{\n  id : text key\n{columns}}}\nshow s = match unique ({subjects}) {{\n"
                + "".join(rows) + "  otherwise : 0\n}\n")

    def test_an_overlap_is_found_whatever_else_takes_too_long(self):
        self.write("model.strata", self.model(85))
        result = self.strata("check", "model.strata")
        self.assertEqual(result.code, 3, result.err)
        self.assertIn("error[E0510]: arm 4 and arm 86 overlap in a `match unique`: both take `", result.err)
        self.assertNotIn("leave a gap", result.err)


if __name__ == "__main__":
    unittest.main()
