"""Runs over many blocks: the same bytes for any number of threads, evaluator and way in; keys that stand twice; progress."""
import os
import pty
import random
import signal
import threading
import time
import unittest

from process import DAY, DECISIONS, TIME_LIMIT, ProgramTest

RICH = """\
model rich "All that a row may hold"

customer {
  id       : text key
  industry : one of "telecom", "trade, retail", "other" missing as "N/A" optional
  revenue  : money in 0 .. 10B
  orders   : whole in 0 .. 1000000 optional
  since    : date
  active   : boolean
  note     : text optional
}

define per_order = revenue / (orders default 1)
dimension size weight 60% to 1 places = match revenue { >= 5M : 100; >= 1M : 70; otherwise : 20 }
dimension habit weight 40% = clamp(orders default 0, 0, 100)
score value to 2 places = weighted dimensions

show each to 3 places = per_order
show started = since
show lively = active
show said = upper(note default "none")
tiers by value {
  S "strategic, really" : >= 90
  A                     : >= 60
  B "standard"          : otherwise
}
exclude "closed, since when?" when not active and since < 2010-01-01
unrated "no industry" when industry is missing
cap at A "other \\"trade\\"" when industry is "other"
policy S { manager = "team, dedicated"; discount = 12.5% }
policy A { manager = "named"; discount = 8% }
policy B { manager = "pooled"; discount = 0% }
"""


def rich_table(rows, seed=5):
    """Rows of all kinds, good and bad, over several blocks."""
    chance = random.Random(seed)
    lines = ["id,industry,revenue,orders,since,active,note"]
    for i in range(rows):
        key = f"K{i:07}"
        if chance.random() < 0.002:
            key = f"K{chance.randrange(i + 1):07}"
        industry = chance.choice(["telecom", '"trade, retail"', "other", "N/A", "", "telecom", "telecom"])
        revenue = f"{chance.randrange(0, 9_000_000_00) / 100:.2f}"
        orders = chance.choice([str(chance.randrange(0, 130)), "", "7"])
        since = f"{chance.randrange(1995, 2025)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        active = chance.choice(["true", "true", "TRUE", "false"])
        note = chance.choice(["", "plain", '"with, comma"', '"say ""so"""', "战略客户", '"two\nlines"'])
        kind = chance.random()
        if kind < 0.001:
            revenue = "12a"
        elif kind < 0.002:
            since = "2023-02-30"
        elif kind < 0.003:
            revenue = "1.5e6"
        elif kind < 0.004:
            revenue = "0." + "0" * 25 + "7"
        line = ",".join([key, industry, revenue, orders, since, active, note])
        if 0.004 < kind < 0.005:
            line += ",more"
        if 0.005 < kind < 0.0055:
            line = "\n" + line
        if 0.0055 < kind < 0.006:
            line = line.replace(",", ',"stray" x,', 1)
        lines.append(line)
    return "\n".join(lines) + "\n"


class SameBytes(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("rich.strata", RICH)
        self.write("rich.csv", rich_table(12_000))

    def outcome(self, *words, stdin=None):
        table = "rich.csv" if stdin is None else "-"
        result = self.strata("run", "rich.strata", table, "--rejects", "rejects.csv", "--summary", *words, stdin=stdin or "")
        text = (result.code, result.out, result.err, self.read("rejects.csv"))
        return text if stdin is None else tuple(str(part).replace("standard input", "rich.csv") for part in text)

    def test_threads_and_evaluators(self):
        expected = self.outcome("--evaluator", "reference")
        self.assertEqual(expected[0], 1)
        self.assertGreater(expected[1].count("\n"), 11_000)
        self.assertIn("the key stands in line", expected[3])
        self.assertIn("division by zero", expected[3])
        for threads in ["1", "2", "4"]:
            with self.subTest(threads=threads):
                self.assertEqual(self.outcome("--threads", threads), expected)

    def test_formats_and_columns(self):
        for words in [["--format", "json"], ["--format", "ndjson"], ["--format", "table"], ["--format", "markdown"],
                      ["--detail", "--labels", "--with-input"], ["--columns", "note"], ["--columns", "reasons,said,id,note,started"],
                      ["--distance"], ["--trust-keys"], ["--format", "json", "--with-input", "--trust-keys"]]:
            with self.subTest(words=words):
                expected = self.outcome("--evaluator", "reference", *words)
                for threads in ["1", "3"]:
                    self.assertEqual(self.outcome("--threads", threads, *words), expected)

    def test_a_pipe_is_read_as_a_file_is(self):
        expected = tuple(str(part) for part in self.outcome("--evaluator", "reference"))
        for words in [["--threads", "1"], ["--threads", "2"]]:
            self.assertEqual(self.outcome(*words, stdin=self.read("rich.csv")), expected)

    def test_other_encodings(self):
        text = self.read("rich.csv")
        self.write("rich.csv", text.encode("gb18030"))
        plain = self.outcome("--evaluator", "reference", "--encoding", "gb18030")
        self.assertEqual(self.outcome("--encoding", "gb18030", "--threads", "2"), plain)
        self.write("rich.csv", "\ufeff" + text)
        self.assertEqual(self.outcome("--threads", "2")[1:], plain[1:])

    def test_keys_of_every_type(self):
        days = [f"20{i // 336 % 100:02}-{i // 28 % 12 + 1:02}-{i % 28 + 1:02}" for i in range(3000)]
        numbers = [f"{i * 7 % 2900:05}" for i in range(3000)]
        decimals = [f"{i % 1500 / 4}" for i in range(3000)]
        for kind, keys in [("date", days), ("whole", numbers), ("number", decimals), ('one of "a, b", "c"', ['"a, b"', "c", "c"])]:
            with self.subTest(kind=kind):
                self.write("keys.strata", f"model keys\ncustomer {{\n  k : {kind} key\n  x : whole\n}}\nshow twice = x * 2\n")
                self.write("keys.csv", "k,x\n" + "".join(f"{key},{i}\n" for i, key in enumerate(keys)))
                outcomes = []
                for words in [["--evaluator", "reference"], ["--threads", "1"]]:
                    result = self.strata("run", "keys.strata", "keys.csv", "--rejects", "r.csv", *words)
                    outcomes.append((result.code, result.out, result.err, self.read("r.csv")))
                self.assertEqual(outcomes[0], outcomes[1])
        self.write("keys.strata", "model keys\ncustomer {\n  k : row number key\n  x : whole\n}\nshow twice = x * 2\n")
        self.assertEqual(self.strata("run", "keys.strata", "keys.csv").out, "k,twice\n1,0\n2,2\n3,4\n")


class Options(ProgramTest):
    def test_keys_that_are_trusted(self):
        self.write("customers.csv", "id,revenue\nC1,1\nC1,2\n")
        result = self.strata("run", "model.strata", "customers.csv", DAY, "--trust-keys")
        self.assertEqual((result.code, result.out, result.err), (0, "id,tier,reasons\nC1,B,\nC1,B,\n", ""))
        result = self.strata("run", "model.strata", "customers.csv", DAY)
        self.assertEqual((result.code, result.out), (1, "id,tier,reasons\nC1,B,\n"))
        self.assertIn('customers.csv:3: customer C1: id "C1": the key stands in line 2 already; that row counts\n', result.err)

    def test_mistakes(self):
        for number in ["0", "257", "-1", "two", "1.5"]:
            self.refused(["run", "model.strata", "customers.csv", DAY, f"--threads={number}"], 2,
                         f"strata: --threads {number} is no number of threads\n"
                         "  help: it is a number from 1 to 256; without it, there are as many as processors\n")
        self.refused(["run", "model.strata", "customers.csv", DAY, "--evaluator", "columns"], 2,
                     "--evaluator knows no columns")

    def test_each_evaluator_by_name(self):
        for name in ["columnar", "reference"]:
            result = self.strata("run", "model.strata", "customers.csv", DAY, "--evaluator", name)
            self.assertEqual((result.code, result.out, result.err), (0, DECISIONS, ""))


class AtAnyMoment(ProgramTest):
    def test_killed(self):
        """The old file is there, whole, whenever the program is killed."""
        self.write("customers.csv", "id,revenue\n" + "".join(f"C{i},{i}\n" for i in range(300_000)))
        for wait in [0.0, 0.01, 0.03, 0.06, 0.1, 0.2]:
            self.write("decisions.csv", "old\n")
            process = self.start("run", "model.strata", "customers.csv", DAY, "--out", "decisions.csv", "--threads", "3")
            time.sleep(wait)
            process.kill()
            process.wait(TIME_LIMIT)
            text = self.read("decisions.csv")
            if text != "old\n":
                self.assertEqual(text.count("\n"), 300_001)
                self.assertTrue(text.endswith("\nC299999,A,\n"))

    def test_interrupted_threads(self):
        self.write("decisions.csv", "old\n")
        process = self.start("run", "model.strata", "-", DAY, "--out", "decisions.csv", "--threads", "3")
        process.stdin.write(b"id,revenue\n" + b"".join(b"C%d,1\n" % i for i in range(400_000)))
        process.stdin.flush()
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=TIME_LIMIT)
        self.assertEqual((process.returncode, err), (130, b""))
        self.assertEqual(self.read("decisions.csv"), "old\n")

    def test_a_pipe_that_closes_while_threads_work(self):
        self.write("customers.csv", "id,revenue\n" + "".join(f"C{i},{i}\n" for i in range(300_000)))
        process = self.start("run", "model.strata", "customers.csv", DAY, "--threads", "3")
        self.assertEqual(process.stdout.readline(), b"id,tier,reasons\n")
        process.stdout.close()
        err = process.stderr.read()
        self.assertEqual((process.wait(TIME_LIMIT), err), (141, b""))


class Progress(ProgramTest):
    def watch(self, terminal="xterm"):
        """What a terminal sees of a run whose input takes some seconds to come."""
        leader, follower = pty.openpty()
        process = self.start("run", "model.strata", "-", DAY, "--out", "decisions.csv", stderr=follower,
                             env=self.environment(TERM=terminal))
        os.close(follower)
        seen = []

        def look():
            try:
                while piece := os.read(leader, 4096):
                    seen.append(piece)
            except OSError:
                pass  # the program has ended

        looking = threading.Thread(target=look)
        looking.start()
        process.stdin.write(b"id,revenue\n")
        for part in range(6):
            process.stdin.write(b"".join(b"C%d-%060d,1\n" % (part, i) for i in range(20_000)))
            process.stdin.flush()
            time.sleep(0.4)
        process.stdin.close()
        process.stdin = None
        process.wait(TIME_LIMIT)
        looking.join(TIME_LIMIT)
        os.close(leader)
        self.assertEqual(process.returncode, 0)
        return b"".join(seen).decode()

    def test_on_a_terminal(self):
        seen = self.watch()
        self.assertRegex(seen, r"^(\r\x1b\[K[0-9,]+ rows, [0-9,]+ a second)+\r\x1b\[K$")

    def test_not_on_a_dumb_one(self):
        self.assertEqual(self.watch("dumb"), "")

    def test_not_elsewhere(self):
        process = self.start("run", "model.strata", "-", DAY, "--out", "decisions.csv")
        process.stdin.write(b"id,revenue\n" + b"".join(b"C%060d,1\n" % i for i in range(40_000)))
        process.stdin.flush()
        time.sleep(1.3)
        _, err = process.communicate(b"C,1\n", timeout=TIME_LIMIT)
        self.assertEqual((process.returncode, err), (0, b""))


if __name__ == "__main__":
    unittest.main()
