"""Tables that are broken on purpose: what can be used is used, the rest is named, and the exit code says which."""
import os
import sys
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "program"))
from process import DAY, ProgramTest  # noqa: E402  (the folder of the tests of the program holds it)

SECONDS = 120  # says only that nothing hangs: sanitizers on a busy machine take half a minute for the longest
LONGEST_MESSAGES = 20_000


class BrokenTable(ProgramTest):
    def run_on(self, table, *words):
        self.write("customers.csv", table)
        begin = time.monotonic()
        result = self.strata("run", "model.strata", "customers.csv", DAY, *words)
        self.assertLess(time.monotonic() - begin, SECONDS)
        self.assertLess(len(result.err), LONGEST_MESSAGES)
        return result

    def unusable(self, table, code, *sentences):
        result = self.run_on(table)
        self.assertEqual((result.code, result.out), (code, ""), result.err[:2000])
        for sentence in sentences:
            self.assertIn(sentence, result.err)

    def decided(self, table, ids, *sentences):
        """Exit 1: these customers are decided all the same, and the sentences are said of the rest."""
        result = self.run_on(table)
        self.assertEqual(result.code, 1, result.err[:2000])
        self.assertEqual([line.split(",")[0] for line in result.out.strip().split("\n")[1:]], ids)
        for sentence in sentences:
            self.assertIn(sentence, result.err)
        return result

    def test_empty(self):
        self.unusable("", 5, "error[E0802]", "customers.csv")
        self.unusable("\n\n\n", 5, "error[E0802]")
        self.unusable("\ufeff", 5, "error[E0802]")

    def test_header_alone(self):
        for table in ["id,revenue", "id,revenue\n", "\ufeffid,revenue\r\n"]:
            result = self.run_on(table)
            self.assertEqual((result.code, result.out, result.err), (0, "id,tier,reasons\n", ""))

    def test_no_header(self):
        self.unusable("C1,1500\nC2,999\n", 3, "error[E0805]", "id", "revenue")

    def test_missing_column(self):
        self.unusable("id,revenu\nC1,5\n", 3, "error[E0805]", "did you mean", "revenu")
        self.unusable("id;revenu\nC1;5\n", 3, "revenu")

    def test_column_twice(self):
        self.unusable("id,revenue,revenue\nC1,5,6\n", 3, "error[E0806]", "revenue")

    def test_invalid_utf8(self):
        self.decided(b"id,revenue\nC1,5\nC\xff2,5\nC3,5\n", ["C1", "C3"], "UTF-8")
        self.unusable(b"id,revenu\xe9\nC1,5\n", 5, "error[E0803]")

    def test_nul(self):
        self.decided(b"id,revenue\nC1,5\nC2,\x005\nC3,5\n", ["C1", "C3"])

    def test_utf16_that_is_cut_off(self):
        self.decided("id,revenue\nC1,5\nC2,5\n".encode("utf-16")[:-3], ["C1"], "character 4 of line 3 is not UTF-16LE")
        self.decided("id,revenue\nC1,5\n".encode("utf-16") + b"\x00\xd8" + "C2,5\nC3,5\n".encode("utf-16-le"), ["C1", "C3"],
                     "character 1 of line 3 is not UTF-16LE")

    def test_a_binary_file(self):
        with open(os.environ["STRATA"], "rb") as program:
            result = self.run_on(program.read(1_000_000))
        self.assertIn(result.code, (3, 5), result.err[:2000])

    def test_a_cell_of_one_megabyte(self):
        result = self.decided("id,revenue\nC1,5\nC2," + "x" * 1_000_000 + "\nC3,5\n", ["C1", "C2", "C3"], "xxx…")
        self.assertLess(max(len(line) for line in result.err.split("\n")), 400)
        result = self.decided("id,revenue\nC1,5\nC2," + "9" * 1_000_000 + "\nC3,5\n", ["C1", "C2", "C3"])
        self.assertLess(max(len(line) for line in result.err.split("\n")), 400)
        result = self.run_on("id,revenue\n" + "K" * 1_000_000 + ",5\nC3,5\n")
        self.assertEqual(result.code, 0)

    def test_huge_numbers(self):
        self.decided("id,revenue\nC1,1" + "0" * 400 + "\nC2,5\n", ["C1", "C2"], "10B")
        self.decided("id,revenue\nC1,1e999999999\nC2,5\n", ["C1", "C2"])
        self.decided("id,revenue\nC1,1e-999999999\nC2,5\n", ["C1", "C2"])

    def test_a_huge_number_that_is_allowed(self):
        self.write("model.strata", "customer { id : text key\n x : number }\nscore s = x + 1\n")
        result = self.run_on("id,x\nC1,1" + "0" * 400 + "\n")
        self.assertEqual((result.code, result.out), (0, "id,s\nC1,1" + "0" * 399 + "1\n"))

    def test_quotes(self):
        self.decided('id,revenue\nC1,5\n"C2,5\nC3,5\n', ["C1", "C3"], "quote")
        self.decided('id,revenue\nC1,5\n"C2"x,5\nC3,5\n', ["C1", "C3"], "quote")
        result = self.run_on('id,revenue\n"C1\n\n""x""",5\n')
        self.assertEqual((result.code, result.out), (0, 'id,tier,reasons\n"C1\n\n""x""",B,\n'))

    def test_fields_too_few_or_too_many(self):
        self.decided("id,revenue\nC1\nC2,5,6\nC3,5\n", ["C3"], "field")

    def test_lost_rows(self):
        result = self.decided("id,revenue\n,5\nC1,5\nC1,6\n", ["C1"])
        self.assertIn("2 rows are not in the decision table", result.err)

    def test_text_that_would_steer_a_terminal(self):
        result = self.decided("id,revenue\nC1,\x1b[2J\nC2,5\n", ["C1", "C2"])
        self.assertNotIn("\x1b", result.err)

    def test_a_header_of_many_columns(self):
        table = "id,revenue," + ",".join(f"c{i}" for i in range(50_000)) + "\nC1,5," + "," * 49_999 + "\n"
        self.assertEqual(self.run_on(table).code, 0)

    def test_one_line_of_ten_megabytes(self):
        self.unusable("x" * 10_000_000, 3, "error[E0805]")
        self.unusable("," * 10_000_000, 3, "error[E0805]")


if __name__ == "__main__":
    unittest.main()
