"""What the program makes of its command line: help, mistakes with the nearest right word, exit code 2."""
import os
import pty
import unittest

from process import DAY, DECISIONS, MODEL, ProgramTest

COMMANDS = ["run", "check", "test", "explain", "fmt", "models"]


class Help(ProgramTest):
    def test_help_leads_with_examples(self):
        for words in [["--help"], ["-h"], ["help"], *[[command, "--help"] for command in COMMANDS]]:
            with self.subTest(words=words):
                result = self.strata(*words)
                self.assertEqual((result.code, result.err), (0, ""))
                self.assertEqual(result.out.split("\n")[1:3], ["", "Examples:"])
                self.assertTrue(result.out.split("\n")[3].startswith("  strata "))

    def test_help_names_every_command(self):
        out = self.strata("--help").out
        for command in COMMANDS:
            self.assertIn(f"\n  {command} ", out)

    def test_help_of_a_command_in_two_ways(self):
        self.assertEqual(self.strata("help", "run").out, self.strata("run", "-h").out)

    def test_help_wins_over_missing_arguments(self):
        self.assertEqual(self.strata("run", "--out", "x", "--help").code, 0)

    def test_every_option_is_in_the_help_of_its_command(self):
        options = {
            "run": "--as-of --set --map --out --format --columns --detail --labels --with-input --distance --rejects "
                   "--summary",
            "check": "--strict --format", "test": "", "fmt": "--check", "explain": "--as-of --set --map --format",
            "models": ""}
        for command, names in options.items():
            out = self.strata(command, "--help").out
            for name in names.split() + ["--help"]:
                with self.subTest(command=command, option=name):
                    self.assertIn(f"\n  {name} ", out)

    def test_version(self):
        result = self.strata("--version")
        self.assertEqual(result.code, 0)
        self.assertRegex(result.out, r"^strata \d+\.\d+\.\d+\n$")


class Mistakes(ProgramTest):
    def test_no_command(self):
        self.refused([], 2, "a command is missing", "--help")

    def test_unknown_command(self):
        self.refused(["rum"], 2, "there is no command rum", "did you mean run?")
        self.refused(["frobnicate"], 2, "there is no command frobnicate", "run, check, test, explain, fmt, models")
        self.refused(["help", "exlain"], 2, "did you mean explain?")

    def test_option_instead_of_a_command(self):
        self.refused(["--as-of", "2025-01-01"], 2, "the first word is a command, and --as-of is none")

    def test_unknown_option(self):
        self.refused(["run", "--colums", "id", "model.strata", "customers.csv"], 2, "run has no option --colums",
                     "did you mean --columns?")
        self.refused(["check", "--colums", "model.strata"], 2, "check has no option --colums", "strata check --help")

    def test_options_of_other_programs_are_unknown(self):
        for option in ["--threads", "--previous", "--overrides", "--history", "--related"]:
            with self.subTest(option=option):
                self.refused(["run", option, "2", "model.strata", "customers.csv"], 2, f"run has no option {option}")

    def test_missing_and_spare_arguments(self):
        self.refused(["run"], 2, "MODEL is missing", "strata run MODEL CUSTOMERS")
        self.refused(["run", "model.strata"], 2, "CUSTOMERS is missing")
        self.refused(["run", "model.strata", "customers.csv", "more.csv"], 2, "more.csv is one word too many")
        self.refused(["explain", "model.strata", "customers.csv"], 2, "KEY is missing")
        for command in ["check", "test", "fmt"]:
            self.refused([command], 2, "MODEL is missing")
        self.refused(["models", "health", "more"], 2, "more is one word too many")

    def test_values_of_options(self):
        run = ["run", "model.strata", "customers.csv", DAY]
        self.refused([*run, "--out"], 2, "--out needs a value")
        self.refused([*run, "--as-of", "2025-01-01"], 2, "--as-of is given twice")
        self.refused([*run, "--format", "cvs"], 2, "--format knows no cvs", "did you mean csv?")
        self.refused([*run, "--format", "excel"], 2, "csv, json, ndjson, markdown, table")
        self.refused([*run, "--set", "cut"], 2, "--set cut is not of the form NAME=VALUE")
        self.refused([*run, "--set", "cut=1", "--set", "cut=2"], 2, "--set gives cut twice")
        self.refused([*run, "--map", "id"], 2, "--map id is not of the form COLUMN=HEADER")
        self.refused([*run, "--columns", "id,,tier"], 2, "--columns id,,tier has an empty name")

    def test_standard_streams_are_used_once(self):
        self.refused(["run", "-", "-"], 2, "cannot both come from standard input")
        self.refused(["check", "-", "-"], 2, "standard input can be read once only")
        self.refused(["run", "model.strata", "customers.csv", "--rejects", "-"], 2, "cannot both go to standard output")
        self.refused(["run", "model.strata", "customers.csv", "--rejects", "x", "--out", "x"], 2, "name the same file")


class MistakesAgainstTheModel(ProgramTest):
    def run_with(self, *words):
        return ["run", "model.strata", "customers.csv", *words]

    def test_day(self):
        self.refused(self.run_with(), 2, "error[E0820]", "--as-of")
        self.refused(self.run_with("--as-of", "2025-02-30"), 2, "error[E0821]")
        self.refused(self.run_with("--as-of", "2026-01-01"), 2, "error[E0822]", "2025-01-01", "2025-12-31")

    def test_parameters(self):
        self.refused(self.run_with(DAY, "--set", "cutt=900"), 2, "cutt", "cut")
        self.refused(self.run_with(DAY, "--set", "cut=9000 CNY"), 2, "2000")
        self.refused(self.run_with(DAY, "--set", "cut=(1"), 2)

    def test_columns(self):
        self.refused(self.run_with(DAY, "--columns", "id,teir"), 2, "error[E0823]", "tier")
        self.refused(self.run_with(DAY, "--map", "revenu=revenue"), 2, "error[E0807]", "revenue")

    def test_key(self):
        self.refused(["explain", "model.strata", "customers.csv", "C9", DAY], 2, "error[E0824]", "C9")

    def test_code_and_library_model(self):
        self.refused(["explain", "E9999"], 2, "no message has the code E9999")
        self.refused(["run", "std/helth", "customers.csv"], 2, "the library has no model helth", "std/health")
        self.refused(["models", "helth"], 2, "did you mean std/health?")


class Options(ProgramTest):
    def test_set_and_map(self):
        self.write("customers.csv", "Account,revenue\nC1,700\n")
        result = self.strata("run", "model.strata", "customers.csv", DAY, "--set", "cut=600 CNY", "--map", "id=Account",
                             "--columns", "tier", "--columns", "id")
        self.assertEqual((result.code, result.out, result.err), (0, "tier,id\nA,C1\n", ""))

    def test_formats(self):
        for form, beginning in [("csv", "id,tier"), ("json", "["), ("ndjson", "{"), ("markdown", "| id"), ("table", "id")]:
            with self.subTest(format=form):
                result = self.strata("run", "model.strata", "customers.csv", DAY, "--format", form)
                self.assertEqual((result.code, result.err), (0, ""))
                self.assertTrue(result.out.startswith(beginning), result.out)

    def test_words_behind_a_double_dash_are_arguments(self):
        os.rename(self.path("customers.csv"), self.path("-c.csv"))
        result = self.strata("run", DAY, "--", "model.strata", "-c.csv")
        self.assertEqual((result.code, result.out), (0, DECISIONS))

    def test_explain_a_code_in_any_case(self):
        lower = self.strata("explain", "e0201")
        self.assertEqual(lower.code, 0)
        self.assertEqual(lower.out, self.strata("explain", "E0201").out)


class Color(ProgramTest):
    WRONG = "customer { id : text key }\nscore s = nothing\n"

    def on_terminal(self, **more):
        """What `check` of a wrong model writes to a terminal."""
        self.write("model.strata", self.WRONG)
        leader, follower = pty.openpty()
        process = self.start("check", "model.strata", stderr=follower, env=self.environment(**more))
        process.communicate()
        os.close(follower)
        text = b""
        try:
            while block := os.read(leader, 4096):
                text += block
        except OSError:
            pass  # the other end of the terminal is closed
        os.close(leader)
        return text.decode()

    def test_none_without_a_terminal(self):
        self.write("model.strata", self.WRONG)
        self.assertNotIn("\x1b", self.strata("check", "model.strata").err)

    def test_forced(self):
        self.write("model.strata", self.WRONG)
        forced = self.strata("check", "model.strata", env=self.environment(CLICOLOR_FORCE="1"))
        self.assertIn("\x1b[", forced.err)
        both = self.strata("check", "model.strata", env=self.environment(CLICOLOR_FORCE="1", NO_COLOR="1"))
        self.assertNotIn("\x1b", both.err)

    def test_on_a_terminal(self):
        self.assertIn("\x1b[", self.on_terminal(TERM="xterm"))
        self.assertNotIn("\x1b", self.on_terminal(TERM="xterm", NO_COLOR="1"))
        self.assertNotIn("\x1b", self.on_terminal(TERM="dumb"))


if __name__ == "__main__":
    unittest.main()
