"""The session as a person has it: `strata repl` in a pseudo-terminal, driven by pexpect.

A dumb terminal shows what is typed and printed and nothing else, so that tests read it as text. The tests find the
program in the environment variable STRATA, as ctest sets it.
"""
import os
import re
import tempfile
import unittest

import pexpect

STRATA = os.environ.get("STRATA", "strata")
TIME_LIMIT = 60  # seconds; a sanitizer makes the program ten times slower, and nothing here takes one without

MODEL = """\
model accounts "Account tiers"

customer {
  account_id : text key
  industry   : one of "telecom", "government", "other"
  city       : text
  revenue    : money in 0 .. 10B
}

parameter cut = 80 in 60 .. 95 "lowest score of S"

define large = revenue >= 10M

score worth = if revenue >= 1B then 100 else if large then 90 else if revenue >= 1M then 60 else 20

cap at A "no partner in Lyon" when industry = "other" and city = "Lyon"

tiers by worth {
  S "战略客户" : >= cut
  A "伙伴客户" : >= 55
  B            : otherwise
}
"""
CUSTOMERS = """\
account_id,industry,city,revenue
K-01,telecom,上海,62000000
K-02,government,北京,12500000
K-03,other,Lyon,4000000
K-04,telecom,New York,4100000
"""
CLEAR = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class TerminalTest(unittest.TestCase):
    """A test in a folder of its own, which holds accounts.strata and customers.csv."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.write("accounts.strata", MODEL)
        self.write("customers.csv", CUSTOMERS)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def read(self, *names):
        with open(self.path(*names), encoding="utf-8") as file:
            return file.read()

    def start(self, *words, rows=24, columns=100, **more):
        """The program at its first prompt."""
        environment = {"PATH": "/usr/bin:/bin", "HOME": self.folder, "TERM": "dumb", "LC_ALL": "C.UTF-8",
                       "NO_COLOR": "1", **more}
        self.child = pexpect.spawn(STRATA, ["repl", *words], cwd=self.folder, env=environment, encoding="utf-8",
                                   dimensions=(rows, columns), timeout=TIME_LIMIT)
        self.addCleanup(self.child.close, True)
        self.opened = self.answer()
        return self.child

    def answer(self, prompt="strata> "):
        """What is shown up to the next prompt."""
        self.child.expect_exact(prompt)
        return CLEAR.sub("", self.child.before).replace("\r\n", "\n").replace("\r", "")

    def enter(self, line, prompt="strata> "):
        """Types a line; what the program prints for it."""
        self.child.sendline(line)
        shown = self.answer(prompt)
        self.assertIn("\n", shown)
        return shown.split("\n", 1)[1]

    def press(self, keys):
        self.child.send(keys)

    def tab(self, beginning, completed):
        """Types the beginning of something and Tab, and sees it completed; then drops the line."""
        self.press(beginning + "\t")
        self.child.expect_exact(completed)
        self.press("\x03")
        self.answer()

    def leave(self):
        self.press("\x04")
        self.child.expect(pexpect.EOF)
        self.child.close()
        return self.child.exitstatus
