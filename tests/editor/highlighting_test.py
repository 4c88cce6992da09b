"""What an editor colours: highlighting_test.py [--update]

highlighting/*.strata   a construct each, with the scopes that its words must have (the form of vscode-tmgrammar-test)
snapshots/*.txt         the models of examples/ and stdlib/ whole: under each line its pieces as TEXT=SCOPE, with
                        `--update` rewritten; review the difference before keeping it

Beside these, no model that passes its checks may have anything marked as a mistake.
"""
import glob
import os
import sys
import unittest

import npm_tool

# Marks of brackets, commas and quotes are the same everywhere: highlighting/ has them, snapshots would drown in them.
NOT_SHOWN = ("punctuation.", "meta.")
UPDATE = f"{os.path.relpath(os.path.abspath(__file__), npm_tool.ROOT)} --update"


def models(*folders):
    return sorted(path for folder in folders
                  for path in glob.glob(os.path.join(npm_tool.ROOT, folder, "**", "*.strata"), recursive=True))


def shown_models():
    return models("examples", "stdlib")


def snapshot_of(model):
    name = os.path.relpath(model, npm_tool.ROOT).removesuffix(".strata").replace(os.sep, "__")
    return os.path.join(npm_tool.FOLDER, "snapshots", name + ".txt")


def snapshot(lines):
    """A model with what matters of its scopes: the innermost one; of texts and comments only how they begin."""
    result = []
    for text, pieces in lines:
        result.append("> " + text if text else ">")
        shown = []
        for piece, scopes in pieces:
            scopes = [scope.removesuffix(".strata") for scope in scopes]
            around = next((scope for scope in scopes if scope.startswith(("string.", "comment."))), None)
            if around and not scopes[-1].startswith("invalid."):
                if scopes[-1].endswith(("string.begin", "definition.comment")):
                    shown.append(f"{piece}…={around}")
            elif not scopes[-1].startswith(NOT_SHOWN):
                shown.append(f"{piece}={scopes[-1]}")
        if shown:
            result.append("    " + "  ".join(shown))
    return "\n".join(result) + "\n"


def update():
    folder = os.path.join(npm_tool.FOLDER, "snapshots")
    os.makedirs(folder, exist_ok=True)
    wanted = {snapshot_of(model): snapshot(lines) for model, lines in npm_tool.scopes(shown_models()).items()}
    for path in set(glob.glob(os.path.join(folder, "*.txt"))) - set(wanted):
        os.remove(path)
    for path, text in wanted.items():
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    print(f"{len(wanted)} snapshots")


class Highlighting(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        npm_tool.install()

    def test_constructs(self):
        code, said = npm_tool.run("vscode-tmgrammar-test", "highlighting/*.strata", folder=npm_tool.FOLDER)
        self.assertEqual(code, 0, said)
        tested = len(glob.glob(os.path.join(npm_tool.FOLDER, "highlighting", "*.strata")))
        self.assertEqual(said.count("run success"), tested, said)

    def test_snapshots(self):
        for model, lines in npm_tool.scopes(shown_models()).items():
            path = snapshot_of(model)
            with self.subTest(model=os.path.relpath(model, npm_tool.ROOT)):
                self.assertTrue(os.path.exists(path), f"it has no snapshot: {UPDATE}")
                self.assertEqual(npm_tool.content(path), snapshot(lines), f"looks otherwise; if rightly: {UPDATE}")

    def test_snapshots_have_their_model(self):
        stored = set(glob.glob(os.path.join(npm_tool.FOLDER, "snapshots", "*.txt")))
        self.assertEqual(stored - {snapshot_of(model) for model in shown_models()}, set(), f"left over: {UPDATE}")

    def test_nothing_right_is_marked_as_wrong(self):
        right = [path for path in models("examples", "stdlib", "tests/golden", "tests/unit")
                 if not os.path.basename(path).startswith("fail_")]
        self.assertGreater(len(right), 50)
        for model, lines in npm_tool.scopes(right).items():
            marked = [(text, piece) for text, pieces in lines for piece, scopes in pieces
                      if scopes[-1].startswith("invalid.")]
            with self.subTest(model=os.path.relpath(model, npm_tool.ROOT)):
                self.assertEqual(marked, [])


if __name__ == "__main__":
    if sys.argv[1:] == ["--update"]:
        update()
    else:
        unittest.main()
