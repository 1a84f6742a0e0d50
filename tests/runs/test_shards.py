import pytest

from w2s_verify.claims.claim import ClaimError
from w2s_verify.hunts import Target
from w2s_verify.hunts.shard import Shard
from w2s_verify.runs import finished, shards
from w2s_verify.runs.finished import Finished
from w2s_verify.runs.hunt import pursue
from w2s_verify.runs.shards import Workshop

SOURCE = """'''a² + K ≤ 100.'''
from w2s_verify.claims import Axis, Claim, Domain
K = 0
def shifted(value): return value + K
def sides(num, at): return {"square": (shifted(at.a * at.a), num.ratio(100, 1))}
CLAIM = Claim(id="own.axis", domain=Domain((Axis("a", -10, 10),)), sides=sides, doc=__doc__)
"""


@pytest.fixture
def hunted(tmp_path):
    """Hunt the source with finished shards kept in one folder, again and again."""
    path, kept = tmp_path / "axis_claim.py", Finished(tmp_path / "shards")

    def run(source: str) -> str:
        path.write_text(source)
        return pursue(Target(str(path)), evaluations=300, workshop=Workshop(finished=kept)).verdict

    return run


@pytest.mark.parametrize(("old", "new"), [("-10, 10", "-20, 20"), ("K = 0", "K = 1")])
def test_an_edited_domain_or_constant_is_hunted_anew(hunted, old, new):
    assert hunted(SOURCE) == "NONE FOUND"
    assert hunted(SOURCE.replace(old, new)) == "COUNTEREXAMPLE"
    assert hunted(SOURCE) == "NONE FOUND"


def test_finished_shards_of_the_same_sources_are_read(hunted, monkeypatch):
    hunted(SOURCE)

    def never(shard):
        raise AssertionError("was finished")

    monkeypatch.setattr(shards, "run_shard", never)
    assert hunted(SOURCE) == "NONE FOUND"


def test_damaged_shards_are_run_again(hunted, tmp_path):
    hunted(SOURCE)
    for place in tmp_path.joinpath("shards").iterdir():
        place.write_text(place.read_text().replace('"evaluations"', '"evaluation"'))
    assert hunted(SOURCE) == "NONE FOUND"


@pytest.mark.parametrize("changed", ["package_digest", "versions"])
def test_finished_pieces_of_another_package_are_not_read(tmp_path, monkeypatch, changed):
    kept = Finished(tmp_path)
    kept.put("key", 1)
    monkeypatch.setattr(finished, changed, lambda: "another")
    assert kept.get("key") is None


def test_shards_of_other_versions_are_not_read(hunted, monkeypatch, tmp_path):
    hunted(SOURCE)
    before = len(list(tmp_path.joinpath("shards").iterdir()))
    monkeypatch.setattr(finished, "versions", lambda: {"numpy": "another"})
    hunted(SOURCE)
    assert len(list(tmp_path.joinpath("shards").iterdir())) == 2 * before


def test_a_file_that_changes_during_the_hunt_is_an_error(tmp_path, monkeypatch):
    path = tmp_path / "axis_claim.py"
    path.write_text(SOURCE)
    plain = shards.run_shard

    def edits(shard):
        result = plain(shard)
        path.write_text(SOURCE.replace("10, 10", "20, 20"))
        return result

    monkeypatch.setattr(shards, "run_shard", edits)
    shard = Shard(Target(str(path)), 0, 0, 0, "sampling", "generic", 8)
    with pytest.raises(ClaimError, match="was changed during the run"):
        list(Workshop()([shard]))
