#!/usr/bin/env python3
"""Checks the house itself: run.py (from anywhere)

The direction of includes, headers that must stay in .cpp files, the size and the opening of files, the length of
folder READMEs, words that have no place in the sources, and that every message stands in a golden with its whole text.
"""
import os
import re
import shutil
import subprocess
import sys
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

# What each folder may include, besides itself: the way of the data, and nothing backwards.
LAYERS = {
    "lang/source": [],
    "lang/value": ["lang/source"],
    "lang/syntax": ["lang/source", "lang/value"],
    "lang/evaluate": ["lang/source", "lang/value", "lang/syntax"],
    "lang/check": ["lang/source", "lang/value", "lang/syntax", "lang/evaluate"],
    "stdlib": [],
    "lang/plan": ["lang/source", "lang/value", "lang/syntax", "lang/evaluate", "lang/check"],
    "runtime/columnar": ["lang/", "runtime/table/column_block.hpp", "runtime/table/instruction_set.hpp"],
    "runtime/table": ["lang/source", "lang/value", "runtime/strata.hpp"],
    "runtime/reference": ["lang/"],
    "runtime/explain": ["lang/", "runtime/"],
    "runtime/schema": ["lang/", "runtime/table", "runtime/diagnostic.hpp", "runtime/edge.hpp", "runtime/strata.hpp"],
    "runtime": ["lang/", "runtime/", "stdlib/embedded_models.hpp"],
    "repl": ["runtime/strata.hpp", "runtime/session.hpp", "runtime/interactive.hpp"],
}

# Libraries that cost seconds per include: in .cpp files, or in headers that one .cpp file (and its test) includes.
HEAVY = re.compile(r"#include <(tao/|boost/|nlohmann/|CLI/|utf8proc|uchardet|iconv)")
PARSER = {f"lang/syntax/grammar/{name}.hpp"
          for name in ("grammar", "grammar_expressions", "matching", "messages", "actions")}
# Headers that their own folder alone includes.
PRIVATE = PARSER | {"lang/value/rational.hpp"}
# What includes Boost's integers, for the evaluator that works on integers: in its own folder alone.
WIDE = "runtime/columnar/integers.hpp"
# Headers of a single stage that name codes; a new code rebuilds only that stage.
RAISING = {"lang/syntax/grammar/messages.hpp", "lang/check/typing/expression_typing.hpp"}

LONGEST_FILE = 400
LONGEST_README = 30
# Beside work left lying about, words that say nothing of what a file is for.
FORBIDDEN_TEXT = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b", re.ASCII)
FORBIDDEN_NAMES = re.compile(r"(^|_)(utils?|helpers?|common|managers?|misc)(_|\.|$)")


def files(*endings, under=""):
    """The project's own files, by their path from the top."""
    found = []
    for folder, names, entries in os.walk(os.path.join(ROOT, under)):
        names[:] = sorted(name for name in names if name not in (".git", "build", "node_modules", "__pycache__"))
        found += [os.path.relpath(os.path.join(folder, entry), ROOT) for entry in sorted(entries)
                  if entry.endswith(endings)]
    return found


def text_of(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def layer_of(path):
    return max((layer for layer in LAYERS if path.startswith(layer + "/")), key=len, default=None)


class Includes(unittest.TestCase):
    def test_includes_point_one_way(self):
        for path in files(".hpp", ".cpp", ".def"):
            layer = layer_of(path)
            if layer is None:
                continue
            for included in re.findall(r'#include "([^"]+)"', text_of(path)):
                allowed = LAYERS[layer] + [layer + "/"]
                if layer == "stdlib":
                    allowed = [layer + "/"]
                with self.subTest(file=path, includes=included):
                    self.assertTrue(any(included.startswith(prefix) for prefix in allowed),
                                    f"{path} stands in {layer} and may not include {included}")

    def test_included_files_are_named_from_the_top(self):
        for path in files(".hpp", ".cpp"):
            for included in re.findall(r'#include "([^"]+)"', text_of(path)):
                # A header that several tests share stands beside them.
                beside = path.startswith("tests/") and os.path.exists(os.path.join(ROOT, os.path.dirname(path), included))
                with self.subTest(file=path, includes=included):
                    self.assertTrue(beside or os.path.exists(os.path.join(ROOT, included)), f"no file {included}")

    def test_heavy_headers_stay_in_sources(self):
        for path in files(".hpp"):
            if HEAVY.search(text_of(path)):
                with self.subTest(file=path):
                    self.assertTrue(path in PRIVATE, "it costs everybody who includes it seconds")

    def test_private_headers_stay_in_their_folder(self):
        for path in files(".hpp", ".cpp"):
            for included in set(re.findall(r'#include "([^"]+)"', text_of(path))) & PRIVATE:
                with self.subTest(file=path, includes=included):
                    if path == WIDE:
                        continue
                    layer = included.split("/")[1]
                    self.assertIn(f"/{layer}", os.path.dirname(path))

    def test_the_grammar_stays_in_one_translation_unit(self):
        for path in files(".hpp", ".cpp"):
            includes = set(re.findall(r'#include "([^"]+)"', text_of(path)))
            if includes & PARSER and path not in PARSER and not path.startswith("tests/unit/syntax/"):
                with self.subTest(file=path):
                    self.assertEqual(path, "lang/syntax/grammar/parse.cpp")

    def test_the_command_line_library_is_in_one_file(self):
        self.assertEqual([path for path in files(".cpp", ".hpp") if "#include <CLI/" in text_of(path)],
                         ["repl/words.cpp"])

    def test_readline_is_in_one_file_of_the_program(self):
        """It is GPL: the library must not need it."""
        self.assertEqual([path for path in files(".cpp", ".hpp") if "#include <readline/" in text_of(path)],
                         ["repl/session/terminal.cpp"])
        self.assertEqual([path for path in files("CMakeLists.txt", ".cmake") if "readline" in text_of(path)],
                         ["repl/CMakeLists.txt"])

    def test_the_public_headers_need_the_standard_library_only(self):
        foreign = re.compile(r'#include "([^"]+)"|#include <(\w+[./][^>]*)>')
        self.assertEqual(foreign.findall(text_of("runtime/strata.hpp")), [])
        for second in ("runtime/session.hpp", "runtime/interactive.hpp"):
            self.assertEqual(foreign.findall(text_of(second)), [("runtime/strata.hpp", "")])

    def test_codes_are_included_where_findings_are_raised(self):
        for path in files(".hpp"):
            with self.subTest(file=path):
                self.assertTrue(path in RAISING or '#include "lang/source/codes.hpp"' not in text_of(path))


class Files(unittest.TestCase):
    def test_no_file_is_too_long(self):
        for path in files(".hpp", ".cpp", ".py"):
            with self.subTest(file=path):
                self.assertLessEqual(text_of(path).count("\n"), LONGEST_FILE)

    def test_every_source_says_what_it_is_for(self):
        for path in files(".hpp", ".cpp"):
            if layer_of(path) is not None:
                with self.subTest(file=path):
                    self.assertTrue(text_of(path).startswith("// "), "it opens without a comment")

    def test_folder_readmes_are_short(self):
        for path in files("README.md"):
            if path != "README.md":
                with self.subTest(file=path):
                    self.assertLessEqual(text_of(path).count("\n"), LONGEST_README)

    def test_nothing_is_left_lying_about(self):
        own = os.path.relpath(os.path.abspath(__file__), ROOT)
        for path in files(".hpp", ".cpp", ".def", ".py", ".md", ".strata", ".sh", ".cmake", ".txt", ".json"):
            if path == own:
                continue
            with self.subTest(file=path):
                self.assertIsNone(FORBIDDEN_TEXT.search(text_of(path)))
                self.assertIsNone(FORBIDDEN_NAMES.search(os.path.basename(path)))

    def test_layout(self):
        formatter = shutil.which("clang-format")
        if formatter is None:
            self.skipTest("clang-format is not installed")
        done = subprocess.run([formatter, "--dry-run", "-Werror", *files(".hpp", ".cpp")], cwd=ROOT,
                              capture_output=True, text=True)
        wrong = sorted(set(re.findall(r"(?m)^(\S+?):\d+:\d+: error:", done.stderr)))
        self.assertEqual((done.returncode, wrong), (0, []), "clang-format -i lays them out")


class Messages(unittest.TestCase):
    def entries(self):
        """(id, enumerator, title, explanation) of every message, file by file."""
        found = []
        for path in files(".def", under="lang/source/codes"):
            found += re.findall(r'^STRATA_CODE\((\w+), (\w+), "((?:[^"\\]|\\.)*)",\s*R"\((.*?)\)"\)', text_of(path),
                                re.S | re.M)
        return found

    def test_every_entry_is_read_by_this_test(self):
        written = sum(text_of(path).count("\nSTRATA_CODE(") + text_of(path).startswith("STRATA_CODE(")
                      for path in files(".def", under="lang/source/codes"))
        self.assertEqual(len(self.entries()), written)

    def test_codes_and_names_stand_once(self):
        for column in (0, 1):
            values = [entry[column] for entry in self.entries()]
            self.assertEqual(sorted(values), sorted(set(values)))

    def test_every_code_is_raised_somewhere(self):
        raised = set()
        for path in files(".cpp"):
            if layer_of(path) is not None:
                raised.update(re.findall(r"\bCode::(\w+)", text_of(path)))
        for code, name, _, _ in self.entries():
            with self.subTest(code=code):
                self.assertTrue(name in raised, f"nothing raises {code} ({name})")

    def test_every_code_stands_in_a_golden(self):
        """With its whole text: the code in brackets is how a message begins."""
        shown = set()
        for path in files(".strata", under="tests/golden"):
            shown.update(re.findall(r"(?m)^#2> (?:error|warning|note)\[(\w+)\]: ", text_of(path)))
        for code, _, _, _ in self.entries():
            with self.subTest(code=code):
                self.assertTrue(code in shown, f"no golden shows {code}")

    def test_every_code_is_explained(self):
        for code, _, title, explanation in self.entries():
            with self.subTest(code=code):
                self.assertFalse(title.endswith("."), "a headline has no full stop")
                self.assertRegex(explanation, r"\n    |`[^`]+`", "it shows no example")


if __name__ == "__main__":
    sys.exit(unittest.main(argv=[sys.argv[0]] + sys.argv[1:]))
