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


def test_a_result_that_was_changed_on_disk_counts_as_none(tmp_path):
    kept = Finished(tmp_path)
    kept.put("key", {"hits": [1.5, None], "count": 3})
    assert kept.get("key") == {"hits": [1.5, None], "count": 3}
    (place,) = tmp_path.iterdir()
    place.write_text(place.read_text().replace("1.5", "1.25"))
    assert kept.get("key") is None


def test_what_is_kept_is_not_run_again_and_comes_back_as_json(tmp_path):
    kept, ran = Finished(tmp_path / "finished"), []
    for _ in range(2):
        assert kept.once("key", lambda: ran.append("") or {"pair": (1, 2)}) == {"pair": [1, 2]}
    assert len(ran) == 1
    assert Finished().once("key", lambda: (1, 2)) == [1, 2]


def test_what_others_keep_in_the_same_folder_is_not_forgotten(tmp_path):
    kept = Finished(tmp_path / "finished")
    kept.put("mine", 1)
    kept.put("theirs", 2)
    kept.forget(["mine", "never kept"])
    assert (kept.get("mine"), kept.get("theirs")) == (None, 2)
    kept.forget(["theirs"])
    assert not kept.folder.exists()
    Finished().forget(["mine"])
