#!/usr/bin/env python3
"""Runs what the documents show: run.py STRATA [--update] [FILE.md …]

Every fenced block of a document whose first word is one of these is a test:

    ```strata prelude       the columns that the parts of this document stand on; checked alone too
    ```strata part          declarations that pass when they follow the prelude (warnings are allowed)
    ```strata fail E0301    declarations that do not: the code stands among the errors
    ```strata model         a whole model that passes without a warning; its examples hold
    ```strata NAME.strata   a whole model, likewise, kept as a file for the console blocks that follow
    ```csv NAME.csv         a file for the console blocks that follow
    ```console              `$ command` lines and what they print (both streams); run in one folder per document
                            that also holds the files of the document's own folder and the project's examples/
    ```session MODEL …      entries of `strata repl MODEL …` behind its prompts, and what each prints

Where a part or a model has examples, they are run and hold. --update rewrites what console blocks show; review the
difference before keeping it. Without FILEs the models of stdlib/ and examples/ are tested too: they pass without a
warning, their examples hold, and they are laid out as `strata fmt` does it.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Document:
    """One document: its lines, its blocks as (first word, rest, first line, end line), and a folder to run in."""

    def __init__(self, path, strata, folder):
        self.path, self.strata, self.folder = path, strata, folder
        with open(path, encoding="utf-8") as file:
            self.lines = file.read().split("\n")
        self.blocks, start = [], None
        for number, line in enumerate(self.lines):
            if line.startswith("```"):
                if start is None:
                    start = number
                else:
                    word, _, rest = self.lines[start][3:].strip().partition(" ")
                    self.blocks.append((word, rest.strip(), start + 1, number))
                    start = None
        self.prelude, self.problems, self.tests = "", [], 0
        self.environment = {"PATH": os.path.dirname(strata) + ":/usr/bin:/bin", "HOME": folder,
                            "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}

    def problem(self, line, text):
        self.problems.append(f"{os.path.relpath(self.path, ROOT)}:{line}: {text}")

    def run(self, *words):
        done = subprocess.run([self.strata, *words], cwd=self.folder, env=self.environment, timeout=120,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.returncode, done.stdout.decode("utf-8", "backslashreplace")

    def write(self, name, text):
        with open(os.path.join(self.folder, name), "w", encoding="utf-8") as file:
            file.write(text)

    def check(self, line, name, wanted_code=None, warnings=True):
        code, said = self.run("check", name)
        if wanted_code is not None:
            if code == 0 or f"[{wanted_code}]" not in said:
                self.problem(line, f"{wanted_code} was expected, and this came:\n{said}")
            return
        if code != 0 or (not warnings and "warning[" in said):
            self.problem(line, "does not pass its checks:\n" + said)
            return
        if re.search(r"^\s*example\s", self.text(name), re.M):
            code, said = self.run("test", name)
            if code != 0:
                self.problem(line, "an example does not hold:\n" + said)

    def text(self, name):
        with open(os.path.join(self.folder, name), encoding="utf-8") as file:
            return file.read()

    def strata_block(self, rest, line, body):
        if rest == "prelude":
            self.prelude = body
            self.write("prelude.strata", body)
            self.check(line, "prelude.strata")
        elif rest == "part" or rest.startswith("fail "):
            self.write("part.strata", self.prelude + body)
            self.check(line, "part.strata", rest[5:].strip() if rest.startswith("fail ") else None)
        elif rest == "model" or rest.endswith(".strata"):
            name = rest if rest.endswith(".strata") else "model.strata"
            self.write(name, body)
            self.check(line, name, warnings=False)
        else:
            self.problem(line, f"a strata block must say what it is, not “{rest}”")

    def console_block(self, start, end):
        """Runs the commands of a block; returns the block's lines as they should be."""
        shown = []
        for line in self.lines[start:end]:
            if line.startswith("$ "):
                shown.append(line)
                done = subprocess.run(["bash", "-o", "pipefail", "-c", line[2:]], cwd=self.folder,
                                      env=self.environment, timeout=120, stdin=subprocess.DEVNULL,
                                      stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
                said = done.stdout.decode("utf-8", "backslashreplace").rstrip("\n")
                shown += [text.rstrip() for text in said.split("\n")] if said else []
        return shown

    def session_block(self, arguments, start, end):
        """Carries out the entries of a block in one session; returns the block's lines as they should be."""
        prompts, entries = [], []
        for line in self.lines[start:end]:
            if re.match(r"strata( [^>]+)?> ", line):
                prompts.append([line])
                entries.append(line.partition("> ")[2])
            elif re.match(r"\.+> ", line):
                prompts[-1].append(line)
                entries[-1] += "\n" + line.partition("> ")[2]
        # A text is worth itself, so it can part the answers.
        script = '"====="\n' + "".join(f'{entry}\n"====="\n' for entry in entries)
        done = subprocess.run([self.strata, "repl", *arguments.split()], cwd=self.folder, env=self.environment,
                              timeout=120, input=script.encode(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        answers = done.stdout.decode("utf-8", "backslashreplace").split('"====="\n')[1:]
        shown = []
        for lines, answer in zip(prompts, answers):
            shown += lines + [text.rstrip() for text in answer.rstrip("\n").split("\n") if answer]
        return shown

    def test(self, update):
        replaced = []
        for word, rest, start, end in self.blocks:
            body = "\n".join(self.lines[start:end]) + "\n"
            if word == "strata":
                self.strata_block(rest, start, body)
            elif word == "csv":
                self.write(rest, body)
                continue
            elif word in ("console", "session"):
                shown = self.console_block(start, end) if word == "console" else self.session_block(rest, start, end)
                if shown != self.lines[start:end]:
                    replaced.append((start, end, shown))
                    if not update:
                        self.problem(start, "prints something else:\n" + "\n".join(shown))
            else:
                continue
            self.tests += 1
        if update and replaced:
            for start, end, shown in reversed(replaced):
                self.lines[start:end] = shown
            with open(self.path, "w", encoding="utf-8") as file:
                file.write("\n".join(self.lines))
            print("updated", os.path.relpath(self.path, ROOT))


def documents():
    found = [os.path.join(ROOT, "README.md"), os.path.join(ROOT, "grammar.md")]
    for folder in ("docs", "examples"):
        for place, _, names in os.walk(os.path.join(ROOT, folder)):
            found += sorted(os.path.join(place, name) for name in names if name.endswith(".md"))
    return [path for path in found if os.path.exists(path)]


def test_models(strata):
    """What is wrong with the project's own models, and how many there are."""
    models = [os.path.join(place, name) for folder in ("stdlib", "examples")
              for place, _, names in os.walk(os.path.join(ROOT, folder)) for name in sorted(names)
              if name.endswith(".strata")]
    problems = []
    for model in models:
        for command in (["check", "--strict"], ["test"], ["fmt", "--check"]):
            done = subprocess.run([strata, *command, model], timeout=120, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            if done.returncode != 0:
                problems.append(f"strata {' '.join(command)} {os.path.relpath(model, ROOT)}: exit {done.returncode}\n"
                                + done.stdout.decode("utf-8", "backslashreplace"))
    return len(models), problems


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--update"]
    strata = os.path.abspath(arguments[0])
    tests, problems = 0, []
    for path in [os.path.abspath(name) for name in arguments[1:]] or documents():
        with tempfile.TemporaryDirectory() as folder:
            beside = os.path.dirname(path)
            if beside != ROOT:
                shutil.copytree(beside, folder, dirs_exist_ok=True)
            shutil.copytree(os.path.join(ROOT, "examples"), os.path.join(folder, "examples"), dirs_exist_ok=True)
            document = Document(path, strata, folder)
            document.test("--update" in sys.argv)
            tests += document.tests
            problems += document.problems
    if len(arguments) == 1:
        models, wrong = test_models(strata)
        tests, problems = tests + models, problems + wrong
    for text in problems:
        print(text)
    print(f"{tests} blocks and models, {len(problems)} problems")
    return 1 if problems or not tests else 0


if __name__ == "__main__":
    sys.exit(main())
