"""What a session does: changes and their effects, interrupts, Chinese text, windows."""
import time
import unittest

from terminal import TerminalTest


class Changes(TerminalTest):
    def setUp(self):
        super().setUp()
        self.start("accounts.strata", "customers.csv")

    def test_it_opens_with_what_was_loaded(self):
        self.assertRegex(self.opened, r"^Strata [0-9.]+; :help lists the commands, Ctrl-D leaves\n"
                                      r"model accounts, 4 columns\ncustomers.csv: 4 customers\n$")

    def test_a_setting_shows_who_moves_and_is_undone(self):
        self.assertEqual(self.enter(":set cut=95"),
                         "set cut = 95\n"
                         "  tier  before  after\n"
                         "  S          2      0  -2\n"
                         "  A          2      4  +2\n"
                         "  B          0      0\n"
                         "  2 of 4 customers move: 2 S -> A\n")
        self.assertIn("= 95", self.enter(":set cut"))
        self.assertEqual(self.enter(":undo"), "undone: set cut = 95\n")
        self.assertIn("= 80", self.enter(":set cut"))

    def test_every_change_is_undone_in_its_turn(self):
        self.enter("define big = revenue > 1M")
        self.enter(":as-of 2025-01-01")
        self.enter(":load std/single_factor")
        self.assertEqual(self.enter(":undo"), "undone: load std/single_factor\n")
        self.assertEqual(self.enter(":undo"), "undone: as-of 2025-01-01\n")
        self.assertEqual(self.enter(":undo"), "undone: define big\n")
        self.assertIn("nothing is called `big`", self.enter("big"))
        self.assertIn("there is nothing to undo", self.enter(":undo"))

    def test_a_mistake_changes_nothing(self):
        before = self.enter(":source")
        self.assertIn("error[E0201]", self.enter("define z = nosuch"))
        self.assertIn("error", self.enter(":set cut=200"))
        self.assertIn("cannot read nosuch.csv: No such file or directory", self.enter(":data nosuch.csv"))
        self.assertIn("cannot read nosuch.strata: No such file or directory", self.enter(":load nosuch.strata"))
        self.assertEqual(self.enter(":source"), before)
        self.assertIn("4  100.0%", self.enter(":tiers"))

    def test_one_customer_stands_in_the_prompt(self):
        self.enter(":for K-03", "strata K-03> ")
        self.assertEqual(self.enter("worth", "strata K-03> "), "60\n")
        self.assertIn("K-03: A", self.enter(":show", "strata K-03> "))
        self.assertEqual(self.enter(":for"), "expressions are answered for the whole table\n")

    def test_times_are_told_when_asked_for(self):
        self.enter(":time on")
        self.assertRegex(self.enter("1 + 1"), r"^2\n  \d+\.\d{3} ms\n$")
        self.assertEqual(self.enter(":time off"), "times are not told\n")

    def test_a_person_who_made_mistakes_leaves_without_an_exit_code(self):
        self.enter("nosuch")
        self.assertEqual(self.leave(), 0)

    def test_quit_leaves(self):
        self.child.sendline(":quit")
        self.child.expect("\r\n")
        self.child.wait()
        self.assertEqual(self.child.exitstatus, 0)


class Interrupts(TerminalTest):
    ROWS = 30_000
    SLOW = "ln(revenue + 1 to 100 places)"

    def setUp(self):
        super().setUp()
        rows = [f"C{n},other,Lyon,{n % 9_000_000}" for n in range(self.ROWS)]
        self.write("many.csv", "account_id,industry,city,revenue\n" + "\n".join(rows) + "\n")
        self.write("accounts.strata", self.read("accounts.strata").replace(": money in", ": number in"))
        self.start("accounts.strata", "many.csv")

    def interrupt(self, entry):
        self.child.sendline(entry)
        time.sleep(0.4)  # it is in the middle of it now
        begin = time.monotonic()
        self.press("\x03")
        said = self.answer()
        self.assertLess(time.monotonic() - begin, 5)
        self.assertIn("interrupted; the session is as it was", said)

    def test_a_long_calculation_stops_and_the_session_goes_on(self):
        self.interrupt(self.SLOW)
        self.assertEqual(self.enter("1 + 1"), "2\n")
        self.assertIn("30,000  100.0%", self.enter(":tiers"))

    def test_an_interrupted_change_is_none(self):
        self.enter("define slow = " + self.SLOW)
        self.interrupt("tiers by slow { S : >= 10; A : otherwise }")
        self.assertIn("tiers by worth", self.enter(":source tiers"))
        self.interrupt("tiers by slow { S : >= 10; A : otherwise }")  # once more: one interrupt does not wear it out
        self.assertEqual(self.enter(":undo"), "undone: define slow\n")

    def test_an_interrupt_drops_the_line_that_is_typed(self):
        self.press("1 + nonsense")
        self.child.expect_exact("nonsense")
        self.press("\x03")
        self.assertIn("^C", self.answer())
        self.assertEqual(self.enter("2 + 2"), "4\n")


class ChineseText(TerminalTest):
    def test_it_is_typed_and_stands_below_each_other(self):
        self.start("accounts.strata", "customers.csv")
        self.assertEqual(self.enter('define 上海客户 = city = "上海"'), "define 上海客户\n  no customer moves\n")
        self.assertEqual(self.enter("上海客户"),
                         "true or false; 4 customers\n"
                         "  true   1  25.0%  ████████\n"
                         "  false  3  75.0%  ███████████████████████\n")
        self.assertEqual(self.enter("city"),
                         "text; 4 customers\n"
                         '  "Lyon"      1  25.0%  ████████\n'
                         '  "New York"  1  25.0%  ████████\n'
                         '  "上海"      1  25.0%  ████████\n'
                         '  "北京"      1  25.0%  ████████\n')
        self.assertIn("  S 战略客户          2   50.0%", self.enter(":tiers"))

    def test_a_character_is_erased_whole(self):
        self.start("accounts.strata", "customers.csv", LC_ALL="C")
        self.press('city = "上海京\x7f"\r')
        self.assertIn("true   1  25.0%", self.answer())


class Windows(TerminalTest):
    def setUp(self):
        super().setUp()
        rows = "".join(f"C{n:03},other,里昂,{n + 1_000_000}\n" for n in range(100))
        self.write("many.csv", "account_id,industry,city,revenue\n" + rows)

    def test_a_table_takes_a_screen(self):
        self.start("accounts.strata", "many.csv", rows=14)
        table = self.enter(":run").split("\n")
        self.assertEqual(table[2].split()[0], "C000")
        self.assertEqual(table[11:], ["C009        A        60", "… 90 more; :run all shows them", ""])
        self.assertEqual(len(self.enter(":run all").split("\n")), 103)

    def test_a_new_size_counts_at_once(self):
        self.start("accounts.strata", "many.csv", rows=14)
        self.child.setwinsize(12, 100)
        time.sleep(0.2)
        self.assertIn("… 92 more", self.enter(":run"))

    def test_lines_are_cut_at_the_window(self):
        self.write("wide.strata", self.read("accounts.strata") + 'show where_it_is = "里昂里昂里昂里昂里昂"\n')
        self.start("wide.strata", "customers.csv", columns=24)
        for line in self.enter(":run").split("\n")[2:-1]:
            self.assertTrue(line.endswith("…"), line)
            self.assertLessEqual(len(line) + sum(ord(c) > 0x2fff for c in line), 24)

    def test_colour_only_where_it_is_wanted(self):
        self.start("accounts.strata", "customers.csv", TERM="xterm", NO_COLOR="")
        self.child.sendline("nosuch")
        self.child.expect_exact("\x1b[1;31merror")
        self.start("accounts.strata", "customers.csv", TERM="xterm")
        self.child.sendline("nosuch")
        self.child.expect_exact("error[E0201]")
        self.assertNotIn("\x1b[1;31m", self.child.before)


if __name__ == "__main__":
    unittest.main()
