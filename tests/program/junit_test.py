"""JUnit XML, read by a parser that refuses what is no XML."""
import os
import unittest
import xml.etree.ElementTree as ElementTree

from process import MODEL, ProgramTest

ODD = 'quotes \\" <&> ]]> \\u{1} \\u{b}\\n next line\\u{9}tab 中文 \\u{ffff} 🙂'


class JUnit(ProgramTest):
    def read_report(self, *words, code=0):
        result = self.strata("test", "--junit", "report.xml", *words)
        self.assertEqual(result.code, code, result.err)
        return ElementTree.fromstring(self.read("report.xml"))

    def test_passing(self):
        suites = self.read_report("model.strata")
        self.assertEqual((suites.tag, suites.attrib), ("testsuites", {"tests": "1", "failures": "0", "errors": "0"}))
        suite = suites.find("testsuite")
        self.assertEqual(suite.attrib, {"name": "model.strata", "tests": "1", "failures": "0", "errors": "0"})
        case = suite.find("testcase")
        self.assertEqual((case.get("name"), case.get("classname"), list(case)), ("the border", "model.strata", []))

    def test_odd_names_come_back(self):
        self.write("中文 & Co.strata", MODEL.replace("the border", ODD))
        case = self.read_report("中文 & Co.strata").find("testsuite/testcase")
        self.assertEqual(case.get("file"), "中文 & Co.strata")
        self.assertEqual(case.get("name"), 'quotes " <&> ]]> \\u{1} \\u{b}\n next line\ttab 中文 \ufffd 🙂')

    def test_failures_and_broken_models(self):
        self.write("failing.strata", MODEL.replace("the border", ODD).replace("expect tier = A", "expect tier = B"))
        self.write("broken.strata", "customer {")
        suites = self.read_report("model.strata", "failing.strata", "broken.strata", code=4)
        self.assertEqual(suites.attrib, {"tests": "3", "failures": "1", "errors": "1"})
        failure = suites.findall("testsuite")[1].find("testcase/failure")
        self.assertEqual((failure.get("type"), failure.get("message")), ("E0841", "expected tier = B, and it is A"))
        self.assertIn("\n   |\n", failure.text)
        error = suites.findall("testsuite")[2].find("testcase/error")
        self.assertEqual(error.get("type"), "E0106")

    def test_a_model_that_cannot_be_read(self):
        suites = self.read_report("model.strata", "nosuch.strata", code=5)
        self.assertEqual(suites.attrib, {"tests": "2", "failures": "0", "errors": "1"})
        case = suites.findall("testsuite")[1].find("testcase")
        self.assertEqual((case.get("classname"), case.find("error").get("message")),
                         ("nosuch.strata", "the model cannot be read"))

    def test_no_examples(self):
        self.write("model.strata", MODEL[:MODEL.index("example")])
        self.assertEqual(self.read_report("model.strata").find("testsuite").get("tests"), "0")

    def test_a_name_that_is_no_text(self):
        path = os.fsencode(self.folder) + b"/\xff.strata"
        with open(path, "w", encoding="utf-8") as file:
            file.write(MODEL)
        suites = self.read_report(b"\xff.strata")
        self.assertEqual(suites.find("testsuite").get("name"), "\ufffd.strata")

    def test_a_file_that_cannot_be_written(self):
        result = self.strata("test", "--junit", "nowhere/report.xml", "model.strata")
        self.assertEqual(result.code, 5)
        self.assertIn("nowhere/report.xml", result.err)
        self.write("report.xml", "old")
        self.refused(["test", "--junit", "", "model.strata"], 2, "--junit has an empty value")
        self.assertEqual(self.read("report.xml"), "old")


if __name__ == "__main__":
    unittest.main()
