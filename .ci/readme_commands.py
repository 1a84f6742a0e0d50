"""Print a bash script of every ``$ command`` in the console blocks of a Markdown file.

Each command must succeed; where the shown output has a line ``exit code N``, the command must print that line.
``readme_commands.py FILE --only TEXT`` takes the commands that contain the text, ``--without TEXT`` the others.
"""

import re
import shlex
import sys
from pathlib import Path


def commands(text: str) -> list[tuple[str, str]]:
    """Every command with the exit code line that its output shows, or an empty text."""
    found = []
    for block in re.findall(r"^```console\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            shown = re.search(r"^exit code \d+$", output, re.MULTILINE)
            found.append((command, shown.group() if shown else ""))
    return found


def script(found: list[tuple[str, str]]) -> str:
    """One bash session: a command may activate an environment for those after it."""
    lines = ["set -euo pipefail", "output=$(mktemp)", "trap 'rm -f \"$output\"' EXIT"]
    for command, expected in found:
        lines += [
            f"printf '\\n$ %s\\n' {shlex.quote(command)}",
            f'{{ {command}; }} > "$output" 2>&1 || {{ cat "$output"; exit 1; }}',
            'tail -n 30 "$output"',
        ]
        if expected:
            lines.append(f'grep -qx {shlex.quote(expected)} "$output"')
    lines.append(f"printf '\\n%s commands of the README ran as shown\\n' {len(found)}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    name, *choice = sys.argv[1:]
    chosen = commands(Path(name).read_text(encoding="utf-8"))
    if choice:
        chosen = [pair for pair in chosen if (choice[1] in pair[0]) == (choice[0] == "--only")]
    if not chosen:
        sys.exit(f"{name}: no console block with such a command")
    sys.stdout.write(script(chosen))
