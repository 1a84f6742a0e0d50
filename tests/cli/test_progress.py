from rich.console import Console

from w2s_verify.cli import progress as cli_progress
from w2s_verify.cli.progress import _counts, _lines, progress
from w2s_verify.runs.verify import Job, verify_jobs


def test_lines_with_an_estimate_where_there_is_no_terminal(claim, capsys):
    now = iter([0.0, 5.0, 30.0, 31.0])
    heard = _lines([Job(claim("holds"), 10), Job(claim("agrees"), 30)], lambda: next(now))
    heard(0, 5)
    heard(1, 2)
    heard(1, 3)
    assert capsys.readouterr().err == "w2s-verify: 1 of 2 claims done, about 70 s left\n"


def test_nothing_is_said_of_short_runs(claim, capsys):
    with progress([Job(claim("holds"), 10)]) as heard:
        verify_jobs([Job(claim("holds"), 10)], run_seed=0, heard=heard)
    assert capsys.readouterr() == ("", "")


def test_a_bar_in_a_terminal(claim, monkeypatch):
    err = Console(force_terminal=True, width=100)
    monkeypatch.setattr(cli_progress, "console", lambda stderr: err)
    jobs = [Job(claim("holds"), 10)]
    with err.capture() as shown, progress(jobs) as heard:
        verify_jobs(jobs, run_seed=0, heard=heard)
    assert "done" in shown.get()


def test_what_was_read_at_once_says_nothing_of_the_rest(capsys):
    now = iter([0.0, 0.1, 0.2, 10.2, 40.2])
    heard = _counts(50, "teachers", lambda: next(now))
    for done in (10, 20, 25, 40):
        heard(done)
    assert capsys.readouterr().err == "w2s-verify: 40 of 50 teachers done, about 20 s left\n"


def test_no_estimate_before_enough_is_done(capsys):
    now = iter([0.0, 2.0, 40.0, 80.0, 120.0])
    heard = _counts(114, "mutants", lambda: next(now))
    for done in (0, 1, 5, 6):
        heard(done, "hessian.trace")
    assert capsys.readouterr().err.splitlines() == [
        "w2s-verify: 1 of 114 mutants done, now hessian.trace",
        "w2s-verify: 5 of 114 mutants done, now hessian.trace",
        "w2s-verify: 6 of 114 mutants done, now hessian.trace, about 2160 s left",
    ]
