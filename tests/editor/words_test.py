"""The words of the language and those of the editor's grammar are the same, so that they cannot drift apart.

The language's are read where they stand: the keywords in the EBNF of grammar.md, the functions in the table of
functions, the reserved words in characters.cpp, the names that no declaration may take in symbols.cpp.
"""
import json
import os
import re
import unittest

import npm_tool

GRAMMAR = os.path.join(npm_tool.EXTENSION, "syntaxes", "strata.tmLanguage.json")
WORD = re.compile(r"(?<![A-Za-z_])[a-z][a-z_]+(?![A-Za-z_])")


def source(path):
    return npm_tool.content(os.path.join(npm_tool.ROOT, path))


def keywords():
    """Every quoted word of the EBNF."""
    blocks = re.findall(r"(?ms)^```ebnf\n(.*?)^```", source("grammar.md"))
    return set(re.findall(r'"([a-z][a-z_]+)"', "\n".join(blocks)))


def functions():
    return set(re.findall(r'BuiltinEntry\{Builtin::\w+, "(\w+)"', source("lang/evaluate/builtins.cpp")))


def between(path, begin, end):
    """The quoted words of a list in a source."""
    text = source(path)
    start = text.index(begin)
    return set(re.findall(r'"(\w+)"', text[start:text.index(end, start)]))


def reserved():
    return between("lang/syntax/grammar/characters.cpp", "kReserved[]", "};")


def kept_names():
    return between("lang/check/declarations/symbols.cpp", "kKept =", "};")


def expressions(node):
    """The regular expressions of a rule and of all in it."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("match", "begin", "end"):
                yield value
            else:
                yield from expressions(value)
    elif isinstance(node, list):
        for value in node:
            yield from expressions(value)


def words(node):
    """The words that a rule looks for: what is left of its regular expressions without classes and escapes."""
    found = set()
    for expression in expressions(node):
        bare = re.sub(r"\\[pPx]\{\w+\}|\\.", " ", expression)
        found.update(WORD.findall(re.sub(r"\[[^\]]*\]", " ", bare)))
    return found


class Words(unittest.TestCase):
    def setUp(self):
        self.grammar = json.loads(npm_tool.content(GRAMMAR))
        self.rules = self.grammar["repository"]

    def test_the_language_is_found(self):
        self.assertIn("customer", keywords())
        self.assertIn("round", functions())
        self.assertEqual(len(reserved()), 15)
        self.assertIn("as_of", kept_names())

    def test_every_word_of_the_language_is_coloured_and_no_other(self):
        wanted = keywords() | functions() | reserved() | kept_names() | {"all"}
        name, coloured = os.path.relpath(GRAMMAR, npm_tool.ROOT), words(self.grammar)
        self.assertEqual(wanted - coloured, set(), f"words of the language that {name} lacks")
        self.assertEqual(coloured - wanted, set(), f"words in {name} that the language does not have")

    def test_functions(self):
        self.assertEqual(words(self.rules["function"]), functions())

    def test_reserved_words(self):
        coloured = words(self.rules["literal"]) | words(self.rules["words"]) | words(self.rules["weighted"])
        self.assertEqual(reserved() - coloured, set(), "reserved words are coloured in every expression")

    def test_names_of_the_language(self):
        self.assertEqual(words(self.rules["language_name"]), kept_names())

    def test_types(self):
        """A type is a word that column_type of the EBNF leads to."""
        ebnf = source("grammar.md")
        types = set()
        for rule in ("row_number", "one_of", "money_type", "type_word"):
            types.update(re.findall(r'"([a-z]+)"', re.search(rf"(?m)^{rule}\s*= (.*)$", ebnf).group(1)))
        coloured = set()
        for pattern in self.rules["column"]["patterns"]:
            if "storage.type.strata" in json.dumps(pattern):
                coloured |= words(pattern)
        self.assertEqual(coloured, types)

    def test_suffixes(self):
        rule = re.search(r"(?m)^suffix\s*= (.*) ;$", source("grammar.md")).group(1)
        number = self.rules["number"]["patterns"][0]["match"]
        self.assertEqual(set(re.search(r"\(\[(%\w+)\]\)\?", number).group(1)), set(re.findall(r'"(.)"', rule)))

    def test_signs_that_only_look_like_the_languages_own(self):
        text = source("lang/syntax/grammar/characters.cpp")
        twins = [chr(int(code, 16)) for code in re.findall(r"\{0x([0-9A-F]{4}), ", text)]
        quotes = text[text.index("kQuotes[] ="):]
        twins += [chr(int(code, 16)) for code in re.findall(r"0x([0-9A-F]{4})", quotes[:quotes.index("};")])]
        twins += list("！（），．：；＜＝＞［］｛｝％")
        classes = "".join(pattern["match"] for pattern in self.rules["illegal"]["patterns"][:2]).replace("]+[", "")
        self.assertGreater(len(twins), 50)
        marked = re.compile(re.sub(r"\\x\{(\w+)\}", lambda code: chr(int(code.group(1), 16)), classes))
        self.assertEqual([hex(ord(twin)) for twin in twins if not marked.fullmatch(twin)], [])


if __name__ == "__main__":
    unittest.main()
