"""What a person types: completion, entries of several lines, editing, history."""
import os
import unittest

from terminal import TerminalTest


class Completion(TerminalTest):
    def setUp(self):
        super().setUp()
        self.start("accounts.strata", "customers.csv")

    def test_commands(self):
        self.tab(":und", ":undo ")
        self.tab(":expl", ":explain ")

    def test_names_of_every_kind(self):
        self.tab("indu", "industry ")  # a column
        self.tab("lar", "large ")  # a definition
        self.tab("wor", "worth ")  # a score
        self.tab("1 + cu", "1 + cut ")  # a parameter
        self.tab("revenue >= cu", "revenue >= cut ")

    def test_tiers(self):
        self.enter("tiers risk by revenue { low : >= 10M; doubtful : otherwise }")
        self.tab("risk is doub", "risk is doubtful ")

    def test_functions_open_their_bracket(self):
        self.tab("clam", "clamp(")
        self.tab("round_half_e", "round_half_even(")

    def test_category_values(self):
        self.tab('industry = "gov', 'industry = "government"')  # of a closed set
        self.tab('city = "New', 'city = "New York"')  # of the table
        self.tab('city = "上', 'city = "上海"')

    def test_keys_of_customers(self):
        self.press(":show K-0\t\t")
        self.child.expect_exact("K-01")
        self.child.expect_exact("K-04")
        self.press("\x03")
        self.answer()
        self.tab(":explain K-03", ":explain K-03 ")

    def test_parameters_behind_set(self):
        self.tab(":set c", ":set cut=")

    def test_files_and_models_of_the_library(self):
        self.tab(":data cust", ":data customers.csv ")
        self.tab(":load acc", ":load accounts.strata ")
        self.tab(":load std/b2b", ":load std/b2b_scorecard ")

    def test_declarations_and_arguments(self):
        self.tab("param", "parameter ")
        self.tab(":source lar", ":source large ")
        self.tab(":help undo", ":help undo ")
        self.tab(":time of", ":time off ")


class SeveralLines(TerminalTest):
    def setUp(self):
        super().setUp()
        self.start("accounts.strata", "customers.csv")

    def test_an_open_block_goes_on_with_a_prompt_of_its_own(self):
        self.assertEqual(self.enter("define band = match revenue {", "......> "), "")
        self.assertEqual(self.enter("  >= 10M : 2", "......> "), "")
        self.assertEqual(self.enter("  otherwise : 1", "......> "), "")
        self.assertEqual(self.enter("}"), "define band\n  no customer moves\n")
        self.assertIn("2  50.0%", self.enter("band = 2"))

    def test_a_line_that_cannot_end_goes_on(self):
        self.enter("1 +", "......> ")
        self.assertEqual(self.enter("2"), "3\n")
        self.enter("if large", "......> ")
        self.enter("then 1", "......> ")
        self.assertIn("a whole number", self.enter("else 0"))

    def test_an_empty_line_ends_it_and_says_what_is_missing(self):
        self.enter("define band = match revenue {", "......> ")
        said = self.enter("")
        self.assertIn("this `{` is not closed", said)
        self.assertIn("nothing is called `band`", self.enter("band"))

    def test_control_c_drops_it(self):
        self.enter("define band = match revenue {", "......> ")
        self.press("  >= 10M\x03")
        self.assertIn("^C", self.answer())
        self.assertEqual(self.enter("1 + 1"), "2\n")


class History(TerminalTest):
    def test_entries_are_kept_in_the_state_directory(self):
        self.start(XDG_STATE_HOME=self.path("state"))
        self.enter("1 + 1")
        self.enter("(2 +", "......> ")
        self.enter("3)")
        self.assertEqual(self.leave(), 0)
        lines = [line for line in self.read("state", "strata", "history").split("\n") if not line.startswith("#")]
        self.assertEqual(lines, ["1 + 1", "(2 +", "3)", ""])

    def test_the_home_directory_has_one_where_no_other_is_named(self):
        self.start()
        self.enter("41 + 1")
        self.leave()
        self.assertIn("41 + 1", self.read(".local", "state", "strata", "history"))
        self.assertEqual(os.stat(self.path(".local", "state", "strata", "history")).st_mode & 0o777, 0o600)

    def test_another_session_goes_back_to_them_whole(self):
        self.start()
        self.enter("7 * 6")
        self.enter("(2 +", "......> ")
        self.enter("3)")
        self.leave()
        self.start()
        self.press("\x10")  # Ctrl-P: the entry before, both its lines
        self.press("\r")
        self.assertTrue(self.answer().endswith("5\n"))
        self.press("\x10\x10")
        self.press("\r")
        self.assertTrue(self.answer().endswith("42\n"))

    def test_a_history_that_cannot_be_kept_is_said_once(self):
        self.write("state", "a file")
        self.start(XDG_STATE_HOME=self.path("state"))
        self.assertIn("the history cannot be kept in", self.opened)
        self.assertEqual(self.enter("1 + 1"), "2\n")


if __name__ == "__main__":
    unittest.main()
