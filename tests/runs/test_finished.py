from w2s_verify.runs.finished import Finished


def test_a_result_is_found_by_its_key_alone(tmp_path):
    kept = Finished(tmp_path / "finished")
    kept.put(["a", 1, {"n": 2}], {"x": 3})
    assert kept.get(["a", 1, {"n": 2}]) == {"x": 3}
    assert kept.get(["a", 2, {"n": 2}]) is None


def test_without_a_folder_nothing_is_kept():
    Finished().put("key", 1)
    assert Finished().get("key") is None


def test_a_file_that_cannot_be_read_counts_as_none(tmp_path):
    kept = Finished(tmp_path)
    for text in ("", "{}", '{"schema": "other", "result": 1}', "[]"):
        kept.put("key", 1)
        next(tmp_path.iterdir()).write_text(text)
        assert kept.get("key") is None
