import pytest

from w2s_verify.claims import sources
from w2s_verify.claims.claim import ClaimError
from w2s_verify.claims.sources import package_digest, read_source, sources_digest


def test_every_byte_of_a_claims_file_counts(tmp_path):
    path = tmp_path / "own.py"
    path.write_text("K = 1\n")
    before = sources_digest(str(path))
    assert sources_digest(str(path)) == before
    path.write_text("K = 2\n")
    assert sources_digest(str(path)) != before
    assert sources_digest("logistic.secant") == sources_digest() != before


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package of two files in place of ours."""
    tmp_path.joinpath("floor").mkdir()
    for name in ("__init__.py", "floor/one.py"):
        tmp_path.joinpath(name).write_text("x = 1\n")
    monkeypatch.setattr(sources.w2s_verify, "__file__", str(tmp_path / "__init__.py"))
    package_digest.cache_clear()
    yield tmp_path
    package_digest.cache_clear()


@pytest.mark.parametrize("change", ["edited", "renamed", "added"])
def test_every_file_of_the_package_counts(package, change):
    before = package_digest()
    package_digest.cache_clear()
    assert package_digest() == before
    one = package / "floor" / "one.py"
    if change == "edited":
        one.write_text("x = 2\n")
    elif change == "renamed":
        one.rename(one.with_name("two.py"))
    else:
        one.with_name("two.py").write_text("")
    package_digest.cache_clear()
    assert package_digest() != before


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ClaimError, match="no such file"):
        read_source(tmp_path / "none.py")
