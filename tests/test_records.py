import json

import pytest

from w2s_verify.claims.instance import Instance
from w2s_verify.records import finite_or_none, instance_json, write_json


def test_instances_are_written_exactly():
    instance = Instance(x=[0.1, 2.0, -3.5], y=2.0**70)
    written = json.loads(json.dumps(instance_json(instance)))
    assert written == {"x": [0.1, 2, -3.5], "y": 2.0**70}
    assert Instance(**written).digest() == instance.digest()


def test_json_has_no_nan():
    assert finite_or_none(float("nan")) is None
    assert finite_or_none(0.0) == 0.0


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "run.json"
    write_json(path, {"a": 1})
    with pytest.raises(ValueError, match="not JSON compliant"):
        write_json(path, {"a": float("nan")})
    with pytest.raises(OSError, match="No such file"):
        write_json(tmp_path / "gone" / "run.json", {})
    assert json.loads(path.read_text()) == {"a": 1}
    assert [file.name for file in tmp_path.iterdir()] == ["run.json"]


def test_a_failing_move_leaves_nothing_behind(tmp_path):
    taken = tmp_path / "folder"
    taken.mkdir()
    with pytest.raises(OSError, match="directory"):
        write_json(taken, {})
    assert list(tmp_path.iterdir()) == [taken]
