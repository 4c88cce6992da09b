#!/usr/bin/env python3
"""Writes what fuzzing starts from: make_corpus.py FOLDER

FOLDER/model gets the models of the library, the examples, the goldens and the documents, FOLDER/table their tables, and
FOLDER/model.dict and FOLDER/table.dict the words that libFuzzer may put together. A table begins with four bytes that
say how table_target.cpp reads it.
"""
import glob
import os
import re
import shutil
import sys

FUZZ = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(FUZZ))
sys.path[:0] = [os.path.join(ROOT, "tests", "golden"), os.path.join(ROOT, "tests", "editor")]
import run as golden  # noqa: E402  (they know how a golden is read, and where the words of the language stand)
import words_test as words  # noqa: E402

LONGEST = 8192  # bytes: what libFuzzer is told, and more would only be slow
MOST_LINES = 30  # of a table
SIGNS = (": = ; , ( ) [ ] { } .. < <= > >= != + - * / % # \" ` _ @ \\u{4E2D} \\n 1/3 0.5 100% 5万 3亿 10k 1M 2B 1_000 2025-01-31 "
         "A B S 中").split() + ["30 days", "is missing", "if 1 then 2 else 3", "missing as", "one of", "row number key", '"a"']
# In the bytes of libFuzzer's dictionaries.
TABLE_WORDS = ["\\x00", "\\xEF\\xBB\\xBF", "\\xFF\\xFE", "\\xFE\\xFF", "\\x0D\\x0A", "\\x0A", "\\x0D", "\\x09", "\\\"",
               "\\\"\\\"", ",", ";", "\\\",\\\"", "\\xD6\\xD0", "\\xE4\\xB8\\xAD", "\\xE3\\x80\\x80", "\\xC2\\xA0", "1e9", "1e-9",
               "1.234,5", "1,234.5", "1'234", "1 234", "-999", "N/A", "true", "false", "yes", "2025-01-31", "31.1.2025",
               "250131", "PK\\x03\\x04", "\\xD8\\x00", "\\xED\\xA0\\x80", "sep="]
# One per kind of column of table_target.cpp, so that a row of the whole width has something to change.
WIDE = ('K1,1.5,7,2.50,a,yes,2025-01-31,31.1.2025,30,secret,0.5,10,true,250131,here\n'
        '"K ""2""",-1e3,-999,,中,no,2024-02-29,1.12.1999,,,-5,N/A,FALSE,0,"a\nb"\n')


def text_of(path):
    with open(path, encoding="utf-8", errors="surrogateescape") as file:
        return file.read()


def sources():
    """(name, model, tables, commands) of all that has a model or a table."""
    for path in sorted(glob.glob(os.path.join(ROOT, "tests", "golden", "*", "*.strata"))):
        lines = text_of(path).split("\n")
        end = next((i for i, line in enumerate(lines) if line.startswith("#!")), len(lines))
        files, runs = golden.parse(lines)
        tables = [text for name, text in files if not name.endswith(".strata")]
        name = "-".join(path[:-len(".strata")].split(os.sep)[-2:])
        yield name, "\n".join(lines[:end]), tables, [run["command"] for run in runs]
    for path in sorted(glob.glob(os.path.join(ROOT, "stdlib", "*.strata"))
                       + glob.glob(os.path.join(ROOT, "examples", "*", "*.strata"))):
        tables = [text_of(table) for table in glob.glob(os.path.join(os.path.dirname(path), "*.csv"))]
        yield os.path.basename(path)[:-len(".strata")], text_of(path), tables, []
    for path in ["README.md", "grammar.md", "docs/tutorial.md", "docs/tables.md"]:
        blocks = re.findall(r"(?ms)^```(strata|csv)\b[^\n]*\n(.*?)^```", text_of(os.path.join(ROOT, path)))
        for number, (kind, text) in enumerate(blocks):
            name = f"{os.path.basename(path)[:-3]}-{number}"
            yield name, text if kind == "strata" else "", [text] if kind == "csv" else [], []


def choices(flags, columns, encoding=0, separator=0):
    """The first four bytes of a table."""
    values = (encoding, separator, flags, columns - 1)
    return bytes(ord("0") + value for value in values).decode("utf-8", "surrogateescape")


def ways_to_read(table, commands):
    """Some choices for a table: with its own header, and as cells of the first columns of the target's model."""
    first = table.split("\n", 1)[0]
    columns = min(15, 1 + max(first.count(sign) for sign in ",;\t"))
    said = " ".join(commands)
    numbers = ("--decimal-comma" in said) + 2 * ("--thousands" in said)
    separator = 4 if "--separator spaces" in said else 0
    encoding = 2 if "gb" in said else 0
    yield choices(numbers + 32 + 64, columns, encoding, separator)
    yield choices(numbers + 4 + 8, columns, encoding, separator)


def write(folder, name, text):
    data = text.encode("utf-8", "surrogateescape")[:LONGEST]
    with open(os.path.join(folder, name), "wb") as file:
        file.write(data)


def write_dictionaries(folder):
    known = sorted(words.keywords() | words.functions() | words.reserved() | words.kept_names())
    entries = known + [sign.replace("\\", "\\\\").replace('"', '\\"') for sign in SIGNS]
    for name, listed in (("model", entries), ("table", TABLE_WORDS)):
        text = "".join('"' + "".join(c if " " <= c <= "~" else "".join(f"\\x{byte:02X}" for byte in c.encode())
                                     for c in entry) + '"\n' for entry in listed)
        write(folder, name + ".dict", text)


def main(folder):
    models, tables = os.path.join(folder, "model"), os.path.join(folder, "table")
    for each in (models, tables):
        shutil.rmtree(each, ignore_errors=True)
        os.makedirs(each)
    for name, model, its_tables, commands in sources():
        if model.strip():
            write(models, name, model)
        for number, table in enumerate(its_tables):
            cut = "\n".join(table.split("\n")[:MOST_LINES])
            for way, four in enumerate(ways_to_read(cut, commands)):
                write(tables, f"{name}-{number}-{way}", four + cut)
    for flags in (4, 4 + 8, 4 + 16 + 32):
        write(tables, f"wide-{flags}", choices(flags, 15) + WIDE)
    write_dictionaries(folder)


if __name__ == "__main__":
    main(sys.argv[1])
