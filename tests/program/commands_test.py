"""The commands apart from `run`: what they print, where, and with which exit code."""
import json
import os
import unittest

from process import DAY, MODEL, ProgramTest

WRONG = "customer { id : text key }\nscore s = nothing\nscore t = nobody\n"
SPARE = MODEL.replace("  id  ", "  spare : number\n  id  ")


class Check(ProgramTest):
    def test_text(self):
        self.write("wrong.strata", WRONG)
        result = self.strata("check", "model.strata", "wrong.strata")
        self.assertEqual(result.code, 3)
        self.assertEqual(result.out, "model.strata: 0 errors, 0 warnings\nwrong.strata: 2 errors, 0 warnings\n")
        self.assertEqual(result.err.count("error[E0201]"), 2)

    def test_json(self):
        self.write("wrong.strata", WRONG)
        result = self.strata("check", "--format", "json", "wrong.strata", "model.strata")
        self.assertEqual((result.code, result.err), (3, ""))
        found = json.loads(result.out)
        self.assertEqual([(entry["code"], entry["severity"]) for entry in found], [("E0201", "error")] * 2)
        nothing = self.strata("check", "--format", "json", "model.strata")
        self.assertEqual((nothing.code, nothing.out), (0, "[]\n"))

    def test_strict(self):
        self.write("spare.strata", SPARE)
        self.assertEqual(self.strata("check", "spare.strata").code, 0)
        result = self.strata("check", "--strict", "spare.strata")
        self.assertEqual((result.code, result.out), (3, "spare.strata: 0 errors, 1 warning\n"))

    def test_parameters(self):
        self.assertEqual(self.strata("check", "--set", "cut=1500", "model.strata").code, 0)
        result = self.strata("check", "--set", "cut=5000", "model.strata")
        self.assertEqual((result.code, result.out), (2, "model.strata: 1 error, 0 warnings\n"))
        self.assertIn("the value of `cut` is 5000, above the greatest value 2000", result.err)
        self.refused(["check", "--set", "cut", "model.strata"], 2, "--set cut is not of the form NAME=VALUE")
        found = json.loads(self.strata("check", "--format", "json", "--set", "cat=1", "model.strata").out)
        self.assertEqual([entry["code"] for entry in found], ["E0613"])

    def test_library(self):
        result = self.strata("check", "--strict", "std/health")
        self.assertEqual((result.code, result.out), (0, "std/health: 0 errors, 0 warnings\n"))


class Test(ProgramTest):
    def test_passing(self):
        result = self.strata("test", "model.strata")
        self.assertEqual((result.code, result.err), (0, ""))
        self.assertEqual(result.out, "ok     the border\nmodel.strata: 1 example passed\n")

    def test_failing(self):
        self.write("model.strata", MODEL.replace("expect tier = A", "expect tier = B"))
        result = self.strata("test", "model.strata")
        self.assertEqual(result.code, 4)
        self.assertIn("error[E0841]", result.err)
        self.assertRegex(result.out, r"FAILED the border \(line \d+\)\nmodel.strata: 1 of 1 example failed\n")

    def test_rows_of_a_table_count_as_one_example(self):
        self.write("model.strata", MODEL + 'example "several" {\n  given as_of = 2025-06-01\n'
                                           '  customers (id, revenue) : (tier) {\n    "a", 5 : B\n    "b", 1000 : A\n  }\n}\n')
        result = self.strata("test", "model.strata")
        self.assertEqual((result.code, result.err), (0, ""))
        self.assertEqual(result.out, "ok     the border\nok     several: 2 rows\nmodel.strata: 2 examples passed\n")

    def test_examples_of_one_name_are_two(self):
        example = MODEL[MODEL.index("example"):]
        self.write("model.strata", MODEL + example.replace("expect tier = A", "expect tier = B"))
        result = self.strata("test", "model.strata")
        self.assertEqual(result.code, 4)
        self.assertRegex(result.out, r"^ok     the border\nFAILED the border \(line \d+\)\nmodel.strata: 1 of 2 ex")

    def test_parameters(self):
        result = self.strata("test", "--set", "cut=1500", "model.strata")
        self.assertEqual(result.code, 4)
        self.assertIn("expected tier = A, and it is B", result.err)
        # What an example gives stands whatever is set, and what it does not give is as it is set.
        self.write("model.strata", MODEL.replace("given revenue", "given cut = 1000, revenue"))
        self.assertEqual(self.strata("test", "--set=cut=1500", "model.strata").code, 0)
        self.refused(["test", "--set", "cut=9000", "model.strata"], 2, "above the greatest value 2000")
        self.refused(["test", "--set", "cut=900", "--set", "cut=901", "model.strata"], 2, "--set gives cut twice")

    def test_none(self):
        self.write("model.strata", MODEL[:MODEL.index("example")])
        result = self.strata("test", "model.strata")
        self.assertEqual((result.code, result.out), (0, "model.strata: no examples\n"))

    def test_a_model_that_does_not_pass(self):
        self.write("wrong.strata", WRONG)
        result = self.strata("test", "wrong.strata", "model.strata")
        self.assertEqual(result.code, 3)
        self.assertIn("model.strata: 1 example passed", result.out)


class Fmt(ProgramTest):
    MESSY = MODEL.replace("  id      : text key", "  id:text   key")

    def test_in_place(self):
        self.write("model.strata", self.MESSY)
        self.assertEqual(self.strata("fmt", "--check", "model.strata").code, 3)
        result = self.strata("fmt", "model.strata")
        self.assertEqual((result.code, result.out, result.err), (0, "", ""))
        self.assertIn("\n  id      : text key\n", self.read("model.strata"))
        before = os.stat(self.path("model.strata"))
        self.assertEqual(self.strata("fmt", "model.strata").code, 0)
        after = os.stat(self.path("model.strata"))
        self.assertEqual((before.st_ino, before.st_mtime_ns), (after.st_ino, after.st_mtime_ns))
        self.assertEqual(self.strata("fmt", "--check", "model.strata").code, 0)

    def test_check_names_the_files(self):
        self.write("messy.strata", self.MESSY)
        result = self.strata("fmt", "--check", "messy.strata")
        self.assertEqual((result.code, result.out), (3, "messy.strata: the layout differs\n"))
        self.assertEqual(self.read("messy.strata"), self.MESSY)

    def test_standard_input(self):
        result = self.strata("fmt", "-", stdin=self.MESSY)
        self.assertEqual((result.code, result.err), (0, ""))
        self.assertIn("\n  id      : text key\n", result.out)

    def test_what_cannot_be_parsed_stays(self):
        self.write("broken.strata", "customer {\n")
        result = self.strata("fmt", "broken.strata")
        self.assertEqual((result.code, result.out), (3, ""))
        self.assertEqual(self.read("broken.strata"), "customer {\n")


class Explain(ProgramTest):
    def test_text_and_json(self):
        text = self.strata("explain", "model.strata", "customers.csv", "C2", DAY)
        self.assertEqual((text.code, text.err), (0, ""))
        self.assertIn("C2", text.out)
        self.assertIn("999.99", text.out)
        document = self.strata("explain", "model.strata", "customers.csv", "C2", DAY, "--format", "json")
        self.assertEqual(document.code, 0)
        self.assertIsInstance(json.loads(document.out), dict)

    def test_a_code(self):
        result = self.strata("explain", "E0201")
        self.assertEqual((result.code, result.err), (0, ""))
        self.assertIn("E0201", result.out)


class Models(ProgramTest):
    def test_list_and_manuals(self):
        listed = self.strata("models")
        self.assertEqual((listed.code, listed.err), (0, ""))
        names = [line.split()[0] for line in listed.out.strip().split("\n")]
        self.assertIn("std/health", names)
        self.assertEqual(names, sorted(names))
        for name in names:
            with self.subTest(model=name):
                manual = self.strata("models", name)
                self.assertEqual((manual.code, manual.err), (0, ""))
                self.assertEqual(manual.out, self.strata("models", name.removeprefix("std/")).out)
                self.assertIn(f"strata run {name} ", manual.out, "a manual says how to run its model")

    def test_a_copy_of_a_library_model(self):
        copy = self.strata("fmt", "std/health")
        self.assertEqual((copy.code, copy.err), (0, ""))
        self.write("mine.strata", copy.out)
        self.assertEqual(self.strata("check", "mine.strata").code, 0)


class Summary(ProgramTest):
    def test_sizes_and_shares(self):
        result = self.strata("run", "model.strata", "customers.csv", DAY, "--summary", "--out", "decisions.csv")
        self.assertEqual((result.code, result.out), (0, ""))
        self.assertEqual(result.err, """
Sizes of customers, version 1, as of 2025-06-01

  tier     customers   share
  A large          2   66.7%  ███████████████████████████
  B small          1   33.3%  █████████████
  total            3  100.0%

""")


if __name__ == "__main__":
    unittest.main()
