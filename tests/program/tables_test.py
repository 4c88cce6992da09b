"""Tables as they are met: one content in every dialect gives one result; wrong guesses stop; schema reads everything."""
import glob
import os
import random
import re
import unittest

from process import ProgramTest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

NAMES = ["华东客户有限公司", "西北商行", "上海贸易", "北京科技"]
LATIN = ["José", "Zoë Müller", "François", "Ångström", "Noël"]
MODEL = """\
customer {
  id      : text key
  revenue : number
  staff   : whole
}
show amount = revenue * 3
show heads = staff
"""


def columns_of(model):
    """The names of the columns of a proposed model, as it writes them."""
    block = model[model.index("customer {"):]
    return re.findall(r"(?m)^  (`[^`]+`|[^\s:#`]+) *: ", block)


class Dialects(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("model.strata", MODEL)
        rows = [(name, f"{1234 * i}.{i}5", f"{1000 + 999 * i}") for i, name in enumerate(NAMES)]
        self.rows = rows
        self.plain = "id,revenue,staff\n" + "".join(",".join(row) + "\n" for row in rows)
        self.expected = self.run_on(self.plain.encode()).out

    def run_on(self, table, *options):
        with open(self.path("customers.csv"), "wb") as file:
            file.write(table)
        return self.strata("run", "model.strata", "customers.csv", *options)

    def same(self, table, *options, note=None):
        result = self.run_on(table, *options)
        self.assertEqual((result.code, result.out), (0, self.expected), result.err)
        if note is None:
            self.assertEqual(result.err, "")
        else:
            self.assertIn(f"is read as {note}: a guess", result.err)
            self.assertEqual(result.err.count("\n"), 1)

    def test_encodings(self):
        self.same(self.plain.encode("utf-8-sig"))
        for name in ("utf-16", "utf-32"):
            self.same(self.plain.encode(name))
        self.same("\ufeff".encode("utf-16-be") + self.plain.encode("utf-16-be"))
        for name in ("utf-16-le", "utf-16-be"):
            self.same(self.plain.encode(name), note=name.upper().replace("16-", "16"))
            self.same(self.plain.encode(name), "--encoding", "utf-16")
        for name in ("gbk", "gb18030"):
            self.same(self.plain.encode(name), note="GB18030")
            self.same(self.plain.encode(name), "--encoding", name)

    def test_line_ends_and_separators(self):
        self.same(self.plain.replace("\n", "\r\n").encode())
        self.same(self.plain.replace("\n", "\r").encode())
        self.same(self.plain.rstrip("\n").encode())
        self.same(self.plain.replace(",", ";").encode())
        self.same(self.plain.replace(",", "\t").encode())
        self.same(self.plain.replace(",", "|").encode(), "--separator", "|")
        self.same(self.plain.replace(",", "   ").encode(), "--separator", "spaces")
        self.same("\n".join(self.plain.split("\n")[1:]).encode(), "--no-header", "id,revenue,staff")
        self.same(re.sub("[^,\n]+", lambda cell: f'"{cell[0]}"', self.plain).encode())

    def test_numbers(self):
        def table(separator, point, group):
            text = separator.join(["id", "revenue", "staff"]) + "\n"
            for name, revenue, staff in self.rows:
                whole, part = revenue.split(".")
                grouped = f"{int(whole):,}".replace(",", group) + point + part
                cells = [name, grouped, f"{int(staff):,}".replace(",", group)]
                text += separator.join(f'"{cell}"' if separator in cell else cell for cell in cells) + "\n"
            return text.encode()

        self.same(table(",", ".", ","), "--thousands")
        self.same(table(";", ",", "."), "--thousands", "--decimal-comma")
        self.same(table(",", ",", ""), "--decimal-comma")
        for group in (" ", "\u00a0", "\u202f", "'"):
            self.same(table(";", ",", group), "--thousands", "--decimal-comma")

    def test_western_and_other_asian_encodings(self):
        for name, words, options in (("cp1252", LATIN, []), ("big5", ["華東客戶有限公司", "西北商行", "上海貿易"], []),
                                     ("cp1251", ["Иванов и сыновья", "Петрова", "Кузнецов"], []),
                                     ("euc_kr", ["김철수 주식회사", "이영희"], ["--encoding", "euc-kr"]),
                                     ("shift_jis", ["東京商会", "大阪株式会社"], ["--encoding", "shift_jis"])):
            table = "id,revenue,staff\n" + "".join(f"{word},1,2\n" for word in words)
            result = self.run_on(table.encode(name), *options)
            self.assertEqual((result.code, [line.split(",")[0] for line in result.out.split("\n")[1:-1]]), (0, words),
                             (name, result.err))

    def test_a_wrong_guess_stops_the_run(self):
        start = "id,revenue,staff\n" + "".join(f"{name}{i},1,2\n" for i in range(20_000) for name in NAMES)
        table = start.encode("gbk") + b"caf\xe9\xff,1,2\n"
        result = self.run_on(table, "--out", "decisions.csv")
        self.assertEqual(result.code, 5)
        self.assertIn("error[E0803]: character 4 of line 80002 is not GB18030, which was only guessed", result.err)
        self.assertIn("--encoding", result.err)
        self.assertFalse(os.path.exists(self.path("decisions.csv")))
        result = self.run_on(table, "--encoding", "gbk")
        self.assertEqual(result.code, 1)
        self.assertIn("customers.csv:80002: character 4 of line 80002 is not GB18030", result.err)
        self.assertEqual(result.out.count("\n"), 80_001)

    def test_bytes_beyond_what_is_looked_at(self):
        table = b"id,revenue,staff\n" + b"".join(b"C%d,1,2\n" % i for i in range(150_000)) + "华东,1,2\n".encode("gbk")
        result = self.run_on(table)
        self.assertEqual(result.code, 1)
        self.assertIn("customers.csv:150002: byte 1 of line 150002 (0xBB) is not UTF-8", result.err)


class Schemas(ProgramTest):
    def reads_everything(self, table, *options):
        """The proposed model passes its checks, is laid out, and reads every cell of the table it was made from."""
        proposed = self.strata("schema", table, *options)
        self.assertEqual(proposed.code, 0, proposed.err)
        self.write("proposed.strata", proposed.out)
        self.assertEqual(self.strata("fmt", "--check", "proposed.strata").code, 0, proposed.out)
        names = columns_of(proposed.out)
        shows = "".join(f"show shown_{i} = {name}\n" for i, name in enumerate(names))
        self.write("proposed.strata", proposed.out + shows)
        checked = self.strata("check", "--strict", "proposed.strata")
        self.assertEqual(checked.code, 0, proposed.out + checked.err)
        result = self.strata("run", "proposed.strata", table, *options, "--out", "out.csv")
        self.assertEqual(result.code, 0, proposed.out + result.err)
        self.assertNotIn("strata:", result.err)
        return proposed.out

    def test_the_tables_of_the_examples(self):
        tables = sorted(glob.glob(os.path.join(ROOT, "examples", "*", "*.csv")))
        self.assertGreater(len(tables), 3)
        for table in tables:
            if not table.endswith("customers_with_mistakes.csv"):
                with self.subTest(table=table):
                    self.reads_everything(table)

    def test_awkward_tables(self):
        tables = [
            "a\n1\n",
            "a,a,A\n1,2,3\n",
            ",,\n1,2,3\n",
            "if,then,else,not,missing,as_of,reasons,excluded\n1,2,3,4,5,6,7,8\n",
            "x\n007\n1\n",
            "x\n+5\n5\n5.0\n",
            "x\n1e3\n1000\n0.001e6\n",
            "x\n-1\n-0\n0\n",
            "x,y\n999,1\n999,1\n",
            "x,y\n-999,1\n-999,2\n5,3\n7,NA\n",
            "x\n" + "9" * 900 + "\n1\n",
            "x\n" + "#" * 255 + "\n" + "1.5\n" * 20,
            "x,y\n true ,\u3000\nFALSE,\u00a0\n",
            "day\n20240131\n20240228\n20231231\n20230101\n",
            "day\n1/2/24\n3/4/24\n5/6/24\n",
            "day\n2024年1月2日\n2023年11月12日\n",
            "day\n31.12.2024\n-\n1.1.2023\nNULL\n",
            "flag\n" + "是\n否\n" * 3,
            "bit\n" + "1\n0\n" * 6,
            "word\n" + "a \n b\n" * 4,
            "word\n" + "None\nN/A\nx\n" * 4,
            'word\n' + '"say ""no"""\n"back\\slash"\n' * 4,
            'word,text\n"two\nlines","tab\there"\n"# hash",x\n',
            '"head\nline","a # b","back`tick","{u}"\n1,2,3,4\n',
            "unknown\n" + "5\n" * 30 + "keine\n",
            "e\u0301te\u0301,\u00e9t\u00e9 2\n1,2\n",
            "ﬁne,Ａ,１,x²\n1,2,3,4\n",
            "k,v\n" + "".join(f"{i},{i % 1500}\n" for i in range(3000)),
        ]
        for number, table in enumerate(tables):
            with self.subTest(table=table[:60]):
                self.write(f"t{number}.csv", table)
                self.reads_everything(f"t{number}.csv")

    def test_random_tables(self):
        numbers = random.Random(20250101)
        cells = ["", " ", "0", "1", "-1", "12", "1.50", "007", "1e2", "999", "-999", "yes", "no", "Yes", "No", "true", "False",
                 "N/A", "-", "?", "null", "2024-02-29", "2023-02-29", "1/2/2024", "13/2/2024", "20240229", "tea", "Tea", " tea",
                 "12%", "1,5", "1.234,5", "½", "甲", "#", "\"", "a\nb"]
        for number in range(60):
            columns = numbers.randint(1, 5)
            kinds = [numbers.sample(cells, numbers.randint(1, 4)) for _ in range(columns)]
            rows = [[numbers.choice(kind) for kind in kinds] for _ in range(numbers.choice((1, 3, 12, 40)))]
            text = ",".join(f"c{i}" for i in range(columns)) + "\n"
            for row in rows:
                text += ",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n"
            with self.subTest(table=text[:200]):
                self.write("random.csv", text)
                self.reads_everything("random.csv")

    def test_the_key_is_the_first_column_that_tells_rows_apart(self):
        self.write("t.csv", "kind,no,name\na,1.5,x\na,2.5,y\n")
        self.assertRegex(self.reads_everything("t.csv"), r"name +: text key")
        self.write("t.csv", "kind,no\na,5\na,5\n")
        self.assertIn("row  : row number key", self.reads_everything("t.csv"))

    def test_dialects(self):
        self.write("t.txt", " 1  2,5\n 2  3,5\n")
        proposed = self.reads_everything("t.txt", "--separator", "spaces", "--decimal-comma", "--no-header", "id,price")
        self.assertIn("price : number to 1 place", proposed)


if __name__ == "__main__":
    unittest.main()
