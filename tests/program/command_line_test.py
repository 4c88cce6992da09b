"""What the program makes of its command line: help, mistakes with the nearest right word, exit code 2."""
import gzip
import os
import pty
import re
import shutil
import subprocess
import unittest

from process import CUSTOMERS, DAY, DECISIONS, MODEL, STRATA, TIME_LIMIT, ProgramTest

COMMANDS = ["run", "check", "test", "explain", "fmt", "models"]
RUN = ["run", "model.strata", "customers.csv", DAY]
SABC = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "examples", "sabc")


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
                   "--summary --threads --trust-keys --evaluator",
            "check": "--set --strict --plan --format", "test": "--set", "fmt": "--check", "explain": "--as-of --set --map --format",
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


class HelpExamples(ProgramTest):
    """Every command that the help shows can be typed as it stands, beside the files of examples/sabc."""

    def setUp(self):
        super().setUp()
        os.mkdir(self.path("bin"))
        os.symlink(os.path.abspath(STRATA), self.path("bin/strata"))
        os.mkdir(self.path("models"))
        for name in ["sabc.strata", "models/sabc.strata", "draft.strata"]:
            shutil.copy(os.path.join(SABC, "sabc.strata"), self.path(name))
        shutil.copy(os.path.join(SABC, "customers.csv"), self.path("customers.csv"))
        with open(os.path.join(SABC, "customers.csv"), "rb") as table:
            self.write("customers.csv.gz", gzip.compress(table.read()))

    def examples(self, *words):
        """The commands below "Examples:", without what is said of them behind two blanks."""
        block = self.strata(*words).out.split("Examples:\n", 1)[1].split("\n\n", 1)[0]
        lines = re.sub(r"\\\n +", "", block).split("\n")
        return [re.sub(r"  +.*", "", line.strip()) for line in lines]

    def test_they_run(self):
        environment = self.environment(PATH=self.path("bin") + ":/usr/bin:/bin")
        for words in [["--help"], *[[command, "--help"] for command in COMMANDS]]:
            examples = self.examples(*words)
            self.assertGreater(len(examples), 1)
            for example in examples:
                with self.subTest(example=example):
                    done = subprocess.run(["bash", "-o", "pipefail", "-c", example], cwd=self.folder, env=environment,
                                          stdin=subprocess.DEVNULL, capture_output=True, timeout=TIME_LIMIT)
                    self.assertEqual(done.returncode, 0, done.stderr.decode())


class Mistakes(ProgramTest):
    def test_no_command(self):
        self.refused([], 2, "a command is missing", "--help")

    def test_unknown_command(self):
        self.refused(["rum"], 2, "there is no command rum", "did you mean run?")
        self.refused(["frobnicate"], 2, "there is no command frobnicate", "run, check, test, explain, fmt, schema, models")
        self.refused(["help", "exlain"], 2, "did you mean explain?")

    def test_option_instead_of_a_command(self):
        self.refused(["--as-of", "2025-01-01"], 2, "the first word is a command, and --as-of is none")

    def test_unknown_option(self):
        self.refused(["run", "--colums", "id", "model.strata", "customers.csv"], 2, "run has no option --colums",
                     "did you mean --columns?")
        self.refused(["check", "--colums", "model.strata"], 2, "check has no option --colums", "strata check --help")

    def test_options_of_other_programs_are_unknown(self):
        for option in ["--previous", "--overrides", "--history", "--related"]:
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
        for words in [["--rejects", "-"], ["--rejects", "-", "--out", "-"]]:
            self.refused([*RUN, *words], 2, "cannot both go to standard output", "--out FILE or --rejects FILE")

    def test_files_that_would_replace_each_other(self):
        os.symlink("model.strata", self.path("link"))
        for first, second in [("x", "x"), ("x", "./x"), ("x", "../" + os.path.basename(self.folder) + "/x")]:
            self.refused([*RUN, "--rejects", first, "--out", second], 2, "--out and --rejects name the same file")
        for path in ["model.strata", "./model.strata", "link"]:
            self.refused([*RUN, "--out", path], 2, "--out would replace the model model.strata", "name another file")
        self.refused([*RUN, "--rejects", "link"], 2, "--rejects would replace the model model.strata")
        self.assertEqual(self.read("model.strata"), MODEL)
        os.symlink("customers.csv", self.path("table_link"))
        os.link(self.path("customers.csv"), self.path("hard_link"))
        for option in ["--out", "--rejects"]:
            for path in ["customers.csv", "./customers.csv", "table_link", "hard_link"]:
                self.refused([*RUN, option, path], 2,
                             f"{option} would replace the table of customers customers.csv", "name another file")
        with open(self.path("customers.csv"), "rb") as table:
            done = self.start("run", "model.strata", "-", DAY, "--out", "customers.csv", stdin=table)
            _, err = done.communicate(timeout=60)
        self.assertEqual((done.returncode, err.decode().splitlines()[0]),
                         (2, "strata: --out would replace the table of customers standard input"))
        self.assertEqual(self.read("customers.csv"), CUSTOMERS)
        self.assertEqual(self.strata(*RUN, "--out", "/dev/null", "--rejects", "/dev/null").code, 0)

    def test_empty_values(self):
        for option, form in [("--rejects", "FILE"), ("--out", "FILE"), ("--as-of", "DATE"), ("--columns", "A,B,...")]:
            with self.subTest(option=option):
                self.refused(["run", "model.strata", "customers.csv", option, ""], 2, f"{option} has an empty value",
                             f"the form is: {option} {form}")

    def test_columns_and_options_that_add_some(self):
        for option in ["--detail", "--labels", "--with-input", "--distance"]:
            self.refused([*RUN, "--columns", "tier", option], 2, f"{option} would add some", "leave one of the two out")

    def test_columns_named_twice(self):
        self.refused([*RUN, "--columns", "tier,id,tier"], 2, "--columns names tier twice")
        self.refused([*RUN, "--columns", "tier", "--columns", "tier"], 2, "--columns names tier twice")


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
