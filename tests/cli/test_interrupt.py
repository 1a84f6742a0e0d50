import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

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
