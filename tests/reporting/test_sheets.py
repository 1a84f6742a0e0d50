import json

from rich.console import Console

from w2s_verify.claims.catalogue import catalogue
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.judge import judge
from w2s_verify.records import claim_from_json, claim_json
from w2s_verify.reporting import sheet as sheets
from w2s_verify.reporting.claims import claim_sheets
from w2s_verify.reporting.judgement import judgement_sheet
from w2s_verify.reporting.ledger import COLUMNS, coverage, ledger, regimes
from w2s_verify.reporting.sheet import Sheet, plain, show
from w2s_verify.runs.verify import verify_claim


def test_a_row_of_the_ledger(claim):
    records = [verify_claim(claim("holds")), verify_claim(claim("vacuous"))]
    sheet = ledger(records, "title")
    holds, vacuous = (dict(zip(COLUMNS, row, strict=True)) for row in sheet.rows)
    assert (holds["claim"], holds["verdict"], holds["certified"]) == ("own.holds", "HOLDS", "19")
    assert (holds["EQUAL"], holds["UNDECIDED"], holds["mutants"]) == ("1", "0", "0/0")
    assert (vacuous["vacuous"], vacuous["worst margin"], vacuous["bits"]) == ("100.0 %", "–", "–")
    assert sheet.caption.startswith("2 claims, certified in ball arithmetic at 19 distinct instances")
    assert "Nothing follows for other instances" in sheet.caption


def test_data_sets_have_their_own_column(claim):
    records = [verify_claim(claim("holds"), on="rows.csv"), verify_claim(claim("vacuous"))]
    sheet = ledger(records, "")
    assert sheet.columns == ("claim", "data", *COLUMNS[1:])
    assert [row[:3] for row in sheet.rows] == [("own.holds", "rows.csv", "HOLDS"), ("own.vacuous", "", "VACUOUS")]


def test_regimes_and_coverage(claim):
    record = verify_claim(claim("holds"))
    assert regimes(record).rows == (("generic", "200", "19", "0", "yes"),)
    assert coverage(record).rows[0] == ("x", "0", "2.5", "5", "7", "9")


def test_a_record_survives_json(claim):
    record = verify_claim(next(c for c in catalogue() if c.id == "logistic.secant"), quota=20)
    assert claim_from_json(json.loads(json.dumps(claim_json(record)))) == record


def test_one_claim_shows_what_its_domain_declares(claim):
    text = "\n".join(plain(sheet) for sheet in claim_sheets(claim("undecided_declared")))
    assert "UNDECIDED is declared here" in text
    text = "\n".join(plain(sheet) for sheet in claim_sheets(claim("any_law")))
    assert "n × d" in text
    assert "n from 1 to 6, d from 1 to 3" in text
    assert "yes: it also runs on data" in text


def test_a_judgement_names_premises_and_parts(claim):
    vacuous = claim("vacuous")
    sheet = judgement_sheet(vacuous, judge(vacuous, Instance(x=1)))
    assert sheet.rows == (("premise never", "", "-2.0000000", ""),)
    assert sheet.caption == "VACUOUS at 128 bits: a premise fails here, so the claim says nothing"
    undecided = claim("undecided")
    assert "the cap of 1024 bits was reached" in judgement_sheet(undecided, judge(undecided, Instance(x=1))).caption


def test_colours_only_in_a_terminal(monkeypatch, capsys):
    sheet = Sheet("title", ("verdict",), (("REFUTED",),), caption="caption")
    show(sheet)
    assert "\x1b" not in capsys.readouterr().out
    terminal = Console(force_terminal=True, color_system="standard")
    monkeypatch.setattr(sheets, "console", lambda: terminal)
    with terminal.capture() as shown:
        show(sheet)
    assert "\x1b[31mREFUTED" in shown.get()


def test_markup_in_a_cell_is_text():
    assert "[bold]" in plain(Sheet("", ("a",), (("[bold]",),)))


def test_ids_stay_whole():
    long = "hessian." + "x" * 70
    assert long in plain(Sheet("", ("claim", "statement"), ((long, "s" * 300),)))
