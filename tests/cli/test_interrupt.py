import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from w2s_verify.cli.interrupt import interruptible


def test_a_swallowed_ctrl_c_is_raised_at_the_next_instance():
    before = signal.getsignal(signal.SIGINT)
    heard = []
    with interruptible(lambda done, judged: heard.append((done, judged))) as watched:
        watched(0, 1)
        with suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            watched(0, 2)
    assert heard == [(0, 1)]
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.skipif(os.name == "nt", reason="sends SIGINT")
def test_ctrl_c_in_a_process_of_its_own(write):
    names = [write("holds"), "logistic.secant"]
    start = "import sys; from w2s_verify.cli import run; print('up', flush=True); sys.exit(run(sys.argv[1:]))"
    command = [sys.executable, "-c", start, "verify", *names, "--profile", "deep"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "own.holds" in out
    assert "1 of 2 claims are finished; go on with\n  w2s-verify verify logistic.secant --profile deep --seed 0" in err


def group(leader):
    """The processes of a process group, as Linux lists them."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, member, *_ = path.read_text().rpartition(")")[2].split()
            found += [path.parent.name] * (int(member) == leader and state != "Z")
    return found


@pytest.mark.skipif(os.name == "nt", reason="sends SIGINT")
@pytest.mark.parametrize("module", ["numpy", "w2s_verify.arithmetic"])
def test_ctrl_c_during_the_imports_is_one_line(module):
    command = [sys.executable, "-X", "importtime", "-m", "w2s_verify", "claims"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert any(line.endswith(f" {module}\n") for line in process.stderr)  # it is imported, others are not
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert [line for line in err.splitlines() if not line.startswith("import time:")] == ["w2s-verify: interrupted"]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="counts processes in /proc")
def test_ctrl_c_to_the_command_and_its_workers_is_one_line(tmp_path):
    command = [sys.executable, "-m", "w2s_verify", "hunt", "logistic.secant", "--workers", "2", "--budget", "60s"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path, start_new_session=True
    ) as process:
        while len(group(process.pid)) < 5:  # the command, two helpers of the workers, the workers, which now import
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert err.count("\n") == 1
    assert err.startswith("w2s-verify: interrupted")
