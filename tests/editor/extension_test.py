"""The rest of the extension: its files, its snippets, and how it reads the messages of `strata check`.

Its folder is read as it stands; the program is found in the environment variable STRATA, as ctest sets it.
"""
import json
import os
import re
import subprocess
import tempfile
import unittest

import npm_tool

STRATA = os.environ.get("STRATA", "strata")
TIME_LIMIT = 120  # seconds

# Mistakes and a warning, one of them with a second place, in a file whose name has a blank.
BROKEN = """\
customer {
  id      : text key
  revenue : money in 0 .. 10B
  orders  : whole
  unused  : text
}
define mixed = revenue + orders
define 宽度 = revenu * 2
show a = mixed
show b = 宽度
"""


def part(name):
    return json.loads(npm_tool.content(os.path.join(npm_tool.EXTENSION, name)))


def strata(folder, *words):
    return subprocess.run([STRATA, *words], cwd=folder, timeout=TIME_LIMIT, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")


class Extension(unittest.TestCase):
    def test_every_file_that_it_names_is_there(self):
        contributes = part("package.json")["contributes"]
        named = [contributes["languages"][0]["configuration"]]
        named += [entry["path"] for kind in ("grammars", "snippets") for entry in contributes[kind]]
        for path in named:
            with self.subTest(path=path):
                part(path)

    def test_the_name_of_the_grammar_is_the_same_everywhere(self):
        declared = part("package.json")["contributes"]["grammars"][0]
        self.assertEqual(part(declared["path"])["scopeName"], declared["scopeName"])

    def test_the_version_is_that_of_the_program(self):
        cmake = npm_tool.content(os.path.join(npm_tool.ROOT, "CMakeLists.txt"))
        version = re.search(r"project\(strata VERSION ([\d.]+)", cmake).group(1)
        self.assertEqual(part("package.json")["version"], version)

    def test_every_rule_of_the_grammar_is_used_and_there(self):
        path = part("package.json")["contributes"]["grammars"][0]["path"]
        included = set(re.findall(r'"include": ?"#(\w+)"', npm_tool.content(os.path.join(npm_tool.EXTENSION, path))))
        self.assertEqual(included, set(part(path)["repository"]))


class Configuration(unittest.TestCase):
    """The regular expressions are JavaScript's; Python reads these the same, apart from the classes of letters."""

    def setUp(self):
        self.configuration = part("language-configuration.json")

    def test_words(self):
        pattern = self.configuration["wordPattern"]["pattern"].replace("\\p{L}\\p{M}\\p{N}_", "\\w")
        self.assertEqual(re.findall(pattern, "revenue_2024+行业地位 >= `Revenue (¥, 年)`*2"),
                         ["revenue_2024", "行业地位", "`Revenue (¥, 年)`", "2"])

    def test_indentation(self):
        deeper = re.compile(self.configuration["indentationRules"]["increaseIndentPattern"])
        for line in ("customer {", "define a = match x {  # by size", "  customers (id, n) : (tier) {",
                     'example "a { b" {', "define a = (b", "define `a (b` = max(", "policy A { x = 1"):
            with self.subTest(line=line):
                self.assertTrue(deeper.search(line))
        for line in ("customer { id : text key }", "# customer {", 'show a = "b {"', "  >= 5 : 3", "x = [1 .. 2)",
                     "define a = (b)  # (c", "show `a {` = 1", "}"):
            with self.subTest(line=line):
                self.assertFalse(deeper.search(line))
        back = re.compile(self.configuration["indentationRules"]["decreaseIndentPattern"])
        self.assertTrue(back.search("  }"))
        self.assertFalse(back.search("  a }"))


class Snippets(unittest.TestCase):
    def test_what_they_write_is_one_model_that_passes(self):
        """Declarations stand in the order of the file; the expressions at its end become definitions."""
        text, shown = "", ""
        for name, snippet in part("snippets/strata.json").items():
            body = "\n".join(snippet["body"]).replace("$0", "")
            body = re.sub(r"\$\{\d+\|([^,|]*)[^|]*\|\}", r"\1", body)
            body = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", body)
            self.assertNotIn("$", body, name)
            if body.startswith(("match", "weighted", "tally", "if")):
                word = re.sub(r"\W", "_", name.lower())
                body = f"define {word}_snippet = {body}\n"
                shown += f"\nshow {word}_shown to 2 places = {word}_snippet\n"
            text += body + "\n"
        text = text.rstrip() + "\n" + shown
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "snippets.strata"), "w", encoding="utf-8") as file:
                file.write(text)
            for command in (["check"], ["test"], ["fmt", "--check"]):
                done = strata(folder, *command, "snippets.strata")
                self.assertEqual(done.returncode, 0, f"strata {' '.join(command)}:\n{done.stdout}{done.stderr}{text}")

    def test_their_words_are_different(self):
        prefixes = [snippet["prefix"] for snippet in part("snippets/strata.json").values()]
        self.assertEqual(len(prefixes), len(set(prefixes)))


class ProblemMatcher(unittest.TestCase):
    def found(self, output):
        """What an editor makes of the program's output: the two patterns must fit lines that follow each other."""
        matcher = part("package.json")["contributes"]["problemMatchers"][0]
        head, place = matcher["pattern"]
        lines, problems = output.split("\n"), []
        for first, second in zip(lines, lines[1:]):
            said, where = re.search(head["regexp"], first), re.search(place["regexp"], second)
            if said and where:
                problems.append((said[head["severity"]], said[head["code"]], said[head["message"]],
                                 where[place["file"]], int(where[place["line"]]), int(where[place["column"]])))
        return problems

    def test_it_reads_what_check_says(self):
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "a model.strata"), "w", encoding="utf-8") as file:
                file.write(BROKEN)
            findings = json.loads(strata(folder, "check", "--format", "json", "a model.strata").stdout)
            wanted = [(finding["severity"], finding["code"], finding["message"], finding["labels"][0]["file"],
                       finding["labels"][0]["line"], finding["labels"][0]["column"]) for finding in findings]
            self.assertGreaterEqual(len(wanted), 2)
            self.assertEqual(self.found(strata(folder, "check", "a model.strata").stderr), wanted)

    def test_it_reads_warnings(self):
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "model.strata"), "w", encoding="utf-8") as file:
                file.write("customer { id : text key; unused : whole }\nshow one = 1\n")
            problems = self.found(strata(folder, "check", "model.strata").stderr)
            self.assertEqual([problem[0] for problem in problems], ["warning"])
            self.assertEqual(problems[0][3:], ("model.strata", 1, 27))


if __name__ == "__main__":
    unittest.main()
