"""Models that are broken on purpose, or meant to break the parser: a clear error and exit code 3, in little time."""
import os
import sys
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "program"))
from process import ProgramTest  # noqa: E402  (the folder of the tests of the program holds it)

SECONDS = 30  # each takes under one; a sanitizer and a busy machine make it more
LONGEST_MESSAGES = 20_000  # characters: nobody reads more, however large the model
HEAD = "customer { id : text key\n x : number }\n"


class BrokenModel(ProgramTest):
    def check(self, text, code=3):
        """Checks the model; exit `code`, in time, with few enough messages. Gives what it said."""
        self.write("model.strata", text)
        begin = time.monotonic()
        result = self.strata("check", "model.strata")
        self.assertEqual(result.code, code, result.err[:2000])
        self.assertLess(time.monotonic() - begin, SECONDS)
        self.assertLess(len(result.err), LONGEST_MESSAGES)
        if code == 3:
            self.assertRegex(result.err, r"^error\[E\d{4}\]: ")
        # The other commands go the same way, and none of them falls over.
        for command in ["test", "fmt --check"]:
            self.assertIn(self.strata(*command.split(), "model.strata").code, (0, 3))
        return result.err

    def test_empty(self):
        self.assertIn("customer", self.check(""))
        self.check("\n\n\n")
        self.check("\ufeff")
        self.check("# nothing but a comment")

    def test_nested_parentheses(self):
        self.check(HEAD + "score s = " + "(" * 100_000 + "1" + ")" * 100_000 + "\n")
        self.check(HEAD + "score s = " + "(" * 100_000)
        self.check(HEAD + "score s = " + ")" * 100_000)
        self.check(HEAD + "score s = 1 " + "+ (x * (1 " * 100_000)

    def test_other_nesting(self):
        for opening, closing in [("-", ""), ("not ", ""), ("min(1, ", ")"), ("match x { otherwise : ", "}"),
                                 ("if x > 1 then 1 else ", "2"), ("x default ", "1"), ("1 + ", "1"), ("x and ", "x"),
                                 ("weighted { ", " : 1 }"), ("tally 0 { x > 1 : ", " }")]:
            with self.subTest(opening=opening):
                self.write("model.strata", HEAD + "score s = " + opening * 100_000 + "1" + closing * 100_000 + "\n")
                begin = time.monotonic()
                result = self.strata("check", "model.strata")
                self.assertIn(result.code, (0, 3), result.err[:500])
                self.assertLess(time.monotonic() - begin, SECONDS)
                self.assertLess(len(result.err), LONGEST_MESSAGES)

    def test_else_if(self):
        self.check(HEAD + "score s = " + "if x > 1 then 1 else " * 100_000 + "2\n")
        self.check(HEAD + "score s = " + "if x > 1 then 1 else " * 100_000)

    def test_nested_patterns(self):
        self.check(HEAD + "score s = match x { " + "(" * 100_000 + "1" + ")" * 100_000 + " : 1; otherwise : 2 }\n")

    def test_unfinished_statements(self):
        self.check(HEAD + "score s =\n" * 100_000)
        self.check(HEAD + "tiers by {\n" * 100_000)
        self.check("customer {\n" * 100_000)
        self.check(HEAD + "match\n" * 100_000)
        self.check(HEAD + "score s = match x {\n" * 100_000)

    def test_one_line_of_ten_megabytes(self):
        self.check(HEAD + "score s = x" + " + 1" * 2_500_000 + " + nothing\n")
        self.check(HEAD + 'score s = "' + "a" * 10_000_000 + '"\n')
        self.check(HEAD + 'score s = "' + "a" * 10_000_000)
        self.check(HEAD + "score s = " + "a" * 10_000_000 + "\n")
        self.check(HEAD + "score s = " + "9" * 10_000_000 + "\n")
        self.check("§" * 5_000_000)
        self.check(") : ( = " * 1_250_000)

    def test_a_long_line_is_quoted_in_part(self):
        errors = self.check(HEAD + "score s = x" + " + 1" * 100_000 + " + nothing" + " + 1" * 100_000 + "\n")
        self.assertIn("nothing", errors)
        self.assertLess(max(len(line) for line in errors.split("\n")), 400)

    def test_invalid_utf8(self):
        for text in [b"\xff", HEAD.encode() + b"score caf\xe9 = 1\n", b"# \xc0\xaf\n" + HEAD.encode(),
                     HEAD.encode() + b'score s = "\xed\xa0\x80"\n', HEAD.encode() + b"\xf4\x90\x80\x80\n"]:
            with self.subTest(text=text):
                self.assertIn("UTF-8", self.check(text))

    def test_nul_and_control_characters(self):
        self.check(HEAD + "score s = 1\0\n")
        self.check("\0" * 1000)
        errors = self.check(HEAD + "score s\x1b[2J = 1\n")
        self.assertNotIn("\x1b", errors, "a model must not steer the terminal")

    def test_utf16(self):
        self.check("\ufeff".encode("utf-16-le") + HEAD.encode("utf-16-le"))

    def test_line_ends(self):
        model = HEAD + "score s = x\nshow t = x\n"
        for end in ["\r\n", "\r", "\n"]:
            with self.subTest(end=end):
                self.check(model.replace("\n", end).rstrip("\r\n"), 0)

    def test_many_errors_are_capped(self):
        errors = self.check(HEAD + "".join(f"score s{i} = nothing{i}\n" for i in range(5000)))
        self.assertLessEqual(errors.count("error["), 100)

    def test_numbers_that_explode(self):
        self.check(HEAD + "score s = x\nshow t = power(power(power(10, 999), 999), 999)\n", 0)
        self.write("customers.csv", "id,x\nC1,2\n")
        result = self.strata("run", "model.strata", "customers.csv")
        self.assertEqual((result.code, result.out), (1, "id,s,t\nC1,2,\n"))
        self.assertIn("more digits than Strata keeps", result.err)
        self.check(HEAD + "score s = x * 1" + "0" * 100_000 + "\n")

    def test_a_table_instead_of_a_model(self):
        self.check("id,revenue\nC1,5\n" * 100_000)

    def test_an_endless_device(self):
        result = self.strata("check", "/dev/zero")
        self.assertEqual(result.code, 5)
        self.assertIn("longer than 256 MB", result.err)


if __name__ == "__main__":
    unittest.main()
