"""The tool that reads a TextMate grammar as an editor does: vscode-tmgrammar-test, installed by npm.

It is installed into the folder that the environment variable EDITOR_TOOLS names, in the versions of package-lock.json,
and only where these have changed. Where that cannot be done the tests fail: they are never left out.
"""
import os
import shutil
import subprocess

FOLDER = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(FOLDER))
EXTENSION = os.path.join(ROOT, "editors", "vscode")
TOOLS = os.environ.get("EDITOR_TOOLS", os.path.join(ROOT, "build", "editor"))
TIME_LIMIT = 300  # seconds


class NotInstalled(Exception):
    """The tool cannot be had; the text says why and what to do."""


def content(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def install():
    """Brings the tool to TOOLS, at the first call and after a change of its versions."""
    lock, installed = os.path.join(FOLDER, "package-lock.json"), os.path.join(TOOLS, "installed.json")
    if os.path.exists(installed) and content(installed) == content(lock):
        return
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            raise NotInstalled(f"the tests of the editor need {program}, which `./build.sh test` installs "
                               "(Debian's packages nodejs and npm)")
    os.makedirs(TOOLS, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(os.path.join(FOLDER, name), TOOLS)
    done = subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--prefer-offline"], cwd=TOOLS, timeout=TIME_LIMIT,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode != 0:
        raise NotInstalled("`npm ci` could not fetch vscode-tmgrammar-test, which the tests of the editor need; "
                           "the npm registry must be within reach. npm said:\n"
                           + done.stdout.decode("utf-8", "replace"))
    shutil.copy(lock, installed)


def run(tool, *words, folder):
    """Runs one of the tool's programs on the extension's grammar; returns its exit code and what it printed."""
    install()
    done = subprocess.run([os.path.join(TOOLS, "node_modules", ".bin", tool),
                           "--config", os.path.join(EXTENSION, "package.json"), *words],
                          cwd=folder, timeout=TIME_LIMIT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, env=dict(os.environ, FORCE_COLOR="0"))
    return done.returncode, done.stdout.decode("utf-8", "replace")


def scopes(models):
    """What each of these files looks like in an editor: a dict from path to lines, each the text of the line and its
    pieces (text, scopes without the outermost). A piece that is blank or has no scope of its own is left out."""
    tokens, folder = {}, os.path.join(TOOLS, "scopes")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    copies = {path: os.path.join(folder, f"{number}.strata") for number, path in enumerate(models)}
    for path, copy in copies.items():
        shutil.copy(path, copy)
    code, said = run("vscode-tmgrammar-snap", "*.strata", folder=folder)
    if code != 0:
        raise AssertionError(said)
    for path, copy in copies.items():
        tokens[path] = lines_of(content(copy + ".snap"))
    return tokens


def lines_of(snapshot):
    """The tool's own form of a snapshot: `>` and a line, then for each piece of it `#`, carets below it, its scopes."""
    lines = []
    for line in snapshot.split("\n"):
        if line.startswith(">"):
            lines.append((line[1:], []))
        elif line.startswith("#"):
            begin = line.index("^")
            width = len(line) - begin - len(line[begin:].lstrip("^"))
            text, names = lines[-1][0][begin - 1:begin - 1 + width], line[begin + width:].split()[1:]
            if text.strip() and names:
                lines[-1][1].append((text, names))
    return lines
