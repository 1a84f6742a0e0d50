"""The catalogue by the source's sentences: no tag is empty, what is only measured has no verdict, and JSON has one schema."""

import pytest

from w2s_verify.claims.catalogue import catalogue
from w2s_verify.claims.measured import MEASUREMENTS, Measurement, measurements
from w2s_verify.claims.tags import TAGS
from w2s_verify.reporting.claims import claims_json, claims_sheets


@pytest.mark.parametrize("tag", TAGS)
def test_no_sentence_of_the_source_is_left_out(tag):
    assert any(tag in entry.tags for entry in (*catalogue(), *MEASUREMENTS))


def test_the_ledger_has_a_table_for_every_tag():
    titles = [sheet.title for sheet in claims_sheets(catalogue(), MEASUREMENTS)]
    assert titles == [f"{tag}: {said}" for tag, said in TAGS.items()]


def test_ids_are_unique_and_measurements_are_never_verified():
    ids = [entry.id for entry in (*catalogue(), *MEASUREMENTS)]
    assert len(set(ids)) == len(ids)
    assert not {one.kind for one in MEASUREMENTS} - {"measured", "conjecture"}
    with pytest.raises(ValueError, match="must be measured or conjecture"):
        Measurement("own.entry", "iff", ("L3",), "says", "stands", "how")


def test_one_schema():
    entries = claims_json(catalogue(), MEASUREMENTS)["claims"]
    keys = {"id", "kind", "tags", "statement", "standing", "mutants"}
    assert all(keys <= set(entry) for entry in entries)
    assert {entry["id"] for entry in entries} >= {"beyond.networks", "data.gain", "simulation.paths"}


def test_by_topic_and_by_id():
    assert {one.topic for one in measurements("simulation")} == {"simulation"}
    assert [one.id for one in measurements("data.gain")] == ["data.gain"]
    assert measurements("gain") == []
