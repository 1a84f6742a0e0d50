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


def test_the_template_runs_where_it_lies_and_has_its_id_once(w2s):
    template = ROOT / "w2s_verify" / "runs" / "templates" / TEMPLATE
    assert w2s("verify", str(template)).code == 0
    assert template.read_text("utf-8").count(f'"{TEMPLATE_ID}"') == 1
