#!/usr/bin/env python3
"""Runs the commands of a document and compares what they print with what the document shows.

Blocks marked ```console hold lines starting with "$ " followed by the expected output; "[exit N]" as the last line of
an output states an exit code other than 0. "..." stands for any number of lines.
"""
import re
import subprocess
import sys


def blocks(text):
    for block in re.findall(r"```console\n(.*?)```", text, re.S):
        command, lines = None, []
        for line in block.splitlines():
            if line.startswith("$ "):
                if command:
                    yield command, lines
                command, lines = line[2:], []
            else:
                lines.append(line)
        if command:
            yield command, lines


def matches(expected, found):
    pattern = "".join(r"(?:.*\n)*" if line == "..." else re.escape(line) + r"\n" for line in expected)
    return re.fullmatch(pattern, "".join(line + "\n" for line in found)) is not None


def main(path):
    failures = 0
    count = 0
    for command, expected in blocks(open(path, encoding="utf-8").read()):
        wanted = 0
        if expected and (state := re.fullmatch(r"\[exit (\d+)\]", expected[-1])):
            wanted, expected = int(state.group(1)), expected[:-1]
        print("$", command, flush=True)
        run = subprocess.run(command, shell=True, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
        found = run.stdout.splitlines()
        count += 1
        if run.returncode != wanted or not matches(expected, found):
            failures += 1
            print(f"exit {run.returncode}, documented {wanted}; printed:\n" + run.stdout)
            print("documented:\n" + "\n".join(expected))
    print(f"{count} documented commands, {failures} differ")
    return 1 if failures or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
