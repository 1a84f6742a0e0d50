import subprocess
from importlib.metadata import PackageNotFoundError

import pytest

from w2s_verify.runs import provenance


@pytest.fixture(autouse=True)
def fresh():
    """Forget what was found out before."""
    provenance.commit.cache_clear()
    provenance.versions.cache_clear()


def test_what_a_run_depends_on():
    run = provenance.provenance(seed=3)
    assert run["seed"] == 3
    assert {"python", "python-flint", "mpmath", "numpy", "hypothesis"} <= set(run["versions"])


def test_no_commit_outside_a_checkout(tmp_path, monkeypatch):
    monkeypatch.setattr(provenance, "__file__", str(tmp_path / "a" / "b" / "c.py"))
    assert provenance.commit() is None


def test_no_commit_where_git_fails(tmp_path, monkeypatch):
    tmp_path.joinpath(".git").mkdir()
    monkeypatch.setattr(provenance, "__file__", str(tmp_path / "a" / "b.py" / "c"))
    assert provenance.commit() is None


def test_the_commit_and_whether_it_was_changed(tmp_path, monkeypatch):
    said = {"status": "", "rev-parse": "abc"}
    monkeypatch.setattr(provenance, "_git", lambda folder, command, *more: said[command])
    tmp_path.joinpath(".git").mkdir()
    monkeypatch.setattr(provenance, "__file__", str(tmp_path / "a" / "b" / "c.py"))
    assert provenance.commit() == "abc"
    provenance.commit.cache_clear()
    said["status"] = " M file"
    assert provenance.commit() == "abc+"


def test_git_speaks_for_the_folder(tmp_path):
    with pytest.raises(subprocess.SubprocessError):
        provenance._git(tmp_path, "rev-parse", "HEAD")


def test_a_missing_package_is_said(monkeypatch):
    def missing(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(provenance, "version", missing)
    assert provenance.versions()["numpy"] == "not installed"
