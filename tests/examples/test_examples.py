import re
import subprocess
import sys
from pathlib import Path

import pytest

from w2s_verify.runs.new import TEMPLATE, TEMPLATE_ID

ROOT = Path(__file__).parents[2]
EXAMPLES = Path(__file__).parent


@pytest.mark.parametrize(("name", "code"), [("norms.py", 0), ("norms_false.py", 1)])
def test_on_the_command_line(w2s, name, code):
    ran = w2s("verify", str(EXAMPLES / name))
    assert ran.code == code
    assert ("REFUTED" in ran.out) == (code == 1)


@pytest.mark.parametrize(("name", "code"), [("norms.py", 0), ("norms_false.py", 1)])
def test_in_pytest(folder, name, code):
    command = [sys.executable, "-m", "pytest", "-q", str(EXAMPLES / name)]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ran.returncode == code
    assert ("1 failed" if code else "1 passed") in ran.stdout


def test_the_readme_shows_the_example_as_it_is():
    blocks = re.findall(r"```python\n(.*?)```", ROOT.joinpath("README.md").read_text("utf-8"), re.DOTALL)
    assert EXAMPLES.joinpath("norms.py").read_text("utf-8") in blocks


def test_the_readme_prints_what_it_says(capsys):
    text = ROOT.joinpath("README.md").read_text("utf-8")
    code, shown = re.search(r"```python\n(import numpy.*?)```\n\nIt prints\n\n```text\n(.*?)```", text, re.DOTALL).groups()
    exec(compile(code, "README.md", "exec"), {})
    lines, expected = capsys.readouterr().out.splitlines(), shown.splitlines()
    assert lines[1:] == expected[1:]
    assert float(lines[0]) == pytest.approx(float(expected[0]), rel=1e-14)  # doubles may differ in the last places


def test_the_template_runs_where_it_lies_and_has_its_id_once(w2s):
    template = ROOT / "w2s_verify" / "runs" / "templates" / TEMPLATE
    assert w2s("verify", str(template)).code == 0
    assert template.read_text("utf-8").count(f'"{TEMPLATE_ID}"') == 1
