import json

import pytest

from w2s_verify.cli import hunt as command
from w2s_verify.runs.certificate_form import digest_of
from w2s_verify.runs.certificates import file_digest

MUTANT = ("hunt", "path.peak", "--mutant", "rho-2.001", "--evaluations", "3000")


@pytest.fixture
def certificate(w2s, folder):
    assert w2s(*MUTANT, "--out", "found", "--json", "hunt.json").code == 0
    return str(next(folder.joinpath("found").glob("*.json")))


def test_a_mutant_is_killed_and_certified(w2s, folder, certificate):
    data = json.loads(folder.joinpath("hunt.json").read_text())
    assert (data["schema"], data["verdict"], data["as_declared"]) == ("w2s-verify/hunt/1", "COUNTEREXAMPLE", True)
    for found in data["counterexamples"]:
        assert found["relative"] <= found["found_relative"] / 2
        ran = w2s("check", found["certificate"])
        assert (ran.code, ran.out[:5]) == (0, "VALID")


def test_a_true_claim_stands(w2s):
    ran = w2s("hunt", "logistic.secant", "--evaluations", "3000", "--workers", "2")
    assert ran.code == 0
    for said in ("NONE FOUND", "smallest relative margin", "replay with --evaluations", "false alarms", "share of feasible"):
        assert said in ran.out


def test_a_hunt_is_told_in_words(w2s, folder):
    source = 'def sides(num, at): return {"x": Below(num.sum(at.x), num.sum(at.x))}'
    name = own(folder, source, "")
    path = folder / name
    path.write_text(
        path.read_text().replace("Axis('x', -9, 9)", "Axis('x', -9, 9, shape=(400,))").replace("Axis,", "Axis, Below,")
    )
    lines = w2s("hunt", name, "--evaluations", "300").out.splitlines()
    text = "\n".join(lines)
    assert "instance  x (400) [" in text
    assert max(map(len, lines)) < 400
    assert "relative margin 0: the sides are equal, and the statement is strict (as found 0)" in text
    assert " evaluations in 1 round, " in text
    assert " of them were left over by engines that had no more to try)" in text
    assert lines[lines.index("effort") - 1] == ""
    assert "judged in balls: " in text
    assert "{'" not in text


def test_a_dropped_premise(w2s):
    assert w2s("hunt", "path.peak", "--drop", "X", "--evaluations", "3000").code == 0


def test_a_users_false_file_is_not_as_declared(w2s, write):
    ran = w2s("hunt", write("refuted"), "--budget", "1s", "--out", "found")
    assert ran.code == 1
    assert '{"x":6}' in ran.out


def test_a_declared_refutation_is_as_declared(w2s, write):
    assert w2s("hunt", write("declared"), "--evaluations", "500").code == 0


def own(folder, source, tail, axis="-9, 9"):
    """A claim file of the user's; its name."""
    head = "from w2s_verify.claims import Axis, Claim, Domain, Mutant, Positive\n"
    made = f"CLAIM = Claim(id='own.some', domain=Domain((Axis('x', {axis}),)), sides=sides, {tail})\n"
    folder.joinpath("some_claim.py").write_text(f"'''A statement.'''\n{head}{source}\n{made}")
    return "some_claim.py"


LESS = 'def sides(num, at): return {"x": (at.x, at.x + 1)}\n'


def test_an_edited_domain_is_hunted_anew(w2s, folder):
    source = 'def sides(num, at): return {"x": (at.x * at.x, num.ratio(100, 1))}'
    asked = ("hunt", "some_claim.py", "--evaluations", "200", "--out", "found")
    for axis, code in (("-10, 10", 0), ("-20, 20", 1), ("-10, 10", 0)):
        own(folder, source, "", axis)
        assert w2s(*asked).code == code


def test_an_unreadable_claim_is_one_line(w2s, folder):
    name = own(folder, 'def sides(num, at): return {"x": (at.c, at.x)}', "")
    for asked in ("hunt", "necessity"):
        ran = w2s(asked, name)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert "in sides: AttributeError: at.c" in ran.err


def test_suspects_that_cannot_be_read_are_no_result(w2s, folder):
    source = """def sides(num, at): return {"x": (at.x, at.x + num.absolute(at.x))}
def equality(at): return "x" if at.x == 0 else ()"""
    ran = w2s("hunt", own(folder, source, "equality=equality"), "--evaluations", "200")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "equality returned" in ran.err


def test_a_random_side_contradicts_itself(w2s, folder):
    source = """import numpy as np
RNG = np.random.default_rng(0)
def sides(num, at): return {"x": (at.x, at.x + int(RNG.integers(-10**6, 10**6)))}"""
    ran = w2s("hunt", own(folder, source, ""), "--evaluations", "300", "--json", "hunt.json")
    assert ran.code == 1
    assert "CONTRADICTED: own.some" in ran.out
    assert json.loads(folder.joinpath("hunt.json").read_text())["contradictions"]


LEVEL = 'def sides(num, at): return {"x": (2 * at.x, at.x * at.x + 1)}\n'


@pytest.mark.parametrize(
    ("tail", "said"),
    [
        ('def margin(num, at): return {"x": -1 - at.x * at.x}', "margin['x'] = -2.0000000, but the sides give 0"),
        ("def equality(at): return at.x == 1 or at.x == 3", "equality is declared, but the sides differ, at Instance(x=3.0)"),
    ],
)
def test_a_margin_or_an_equality_that_the_sides_exclude_is_a_contradiction(w2s, folder, tail, said):
    keyword = tail.split("(")[0].removeprefix("def ")
    ran = w2s("hunt", own(folder, LEVEL + tail, f"{keyword}={keyword}"), "--evaluations", "300")
    assert ran.code == 1
    assert ran.out.startswith("CONTRADICTED: own.some")
    assert ran.out.count(said) == 1


def test_a_true_margin_and_equality_stand(w2s, folder):
    tail = 'def margin(num, at): return {"x": (at.x - 1) * (at.x - 1)}\ndef equality(at): return at.x == 1'
    assert w2s("hunt", own(folder, LEVEL + tail, "margin=margin, equality=equality"), "--evaluations", "300").code == 0


@pytest.mark.parametrize(("bound", "hunted", "verified"), [("num.log(at.x)", 2, 2), ("num.log(1 + at.x * at.x)", 0, 0)])
def test_a_claim_that_is_nan_on_a_part_of_its_domain_is_no_more_hunted_than_verified(w2s, folder, bound, hunted, verified):
    source = f'def sides(num, at): return {{"x": ({bound}, at.x * at.x)}}\ndef equality(at): return at.x == 0 and {{"x"}}'
    name = own(folder, source, "equality=equality")
    ran = w2s("hunt", name, "--evaluations", "300")
    assert (ran.code, w2s("verify", name).code) == (hunted, verified)
    assert ("no answer: a premise or a narrower axis has to exclude" in ran.out) == (hunted == 2)


def test_no_feasible_instance_is_vacuous(w2s, folder):
    premises = 'def premises(num, at): return {"large": at.x - 1000}'
    ran = w2s("hunt", own(folder, LESS + premises, "premises=premises"), "--evaluations", "200")
    assert ran.code == 3
    assert ran.out.startswith("VACUOUS: own.some")
    assert "instances satisfied the premises" in ran.out


PREMISES = 'def premises(num, at): return {"p": at.x}'
DROPS = "mutants=(Mutant('p-dropped', 'without p', {'x': -1}, drop='p'),)"


@pytest.mark.parametrize(
    ("tail", "code", "said"),
    [
        ("", 0, "nothing is declared of own.some without p"),
        (DROPS, 1, "not as declared: the claim declares the premise p needed, by its mutant p-dropped"),
    ],
)
def test_a_dropped_premise_and_nothing_found(w2s, folder, tail, code, said):
    ran = w2s("hunt", own(folder, LESS + PREMISES, f"premises=premises, {tail}"), "--drop", "p", "--evaluations", "200")
    assert ran.code == code
    assert "NONE FOUND" in ran.out
    assert said in " ".join(ran.out.split())


def test_a_dropped_premise_that_nobody_declared_needed(w2s, folder):
    source = 'def sides(num, at): return {"x": (0, at.x)}\n' + PREMISES
    ran = w2s("hunt", own(folder, source, "premises=premises"), "--drop", "p", "--evaluations", "200")
    assert ran.code == 0
    assert "COUNTEREXAMPLE" in ran.out


def test_necessity_names_the_claim_and_what_cannot_be_read(w2s, folder):
    source = """def premises(num, at): return {"positive": Positive(at.x), "small": 5 - at.x}
def sides(num, at): return {"x": (0, 1 / num.sqrt(at.x - num.ratio(1, 2)))}"""
    ran = w2s("necessity", own(folder, source, "premises=premises"), "--evaluations", "2000", "--json", "needs.json")
    assert ran.code == 0
    assert ran.out.startswith("own.some")
    data = json.loads(folder.joinpath("needs.json").read_text())
    assert (data["claim"], [need["outcome"] for need in data["premises"]]) == (
        "own.some",
        ["unreadable without it", "none found"],
    )


def test_a_premise_is_not_needed_where_the_claim_is_false_with_it(w2s, folder):
    source = """def premises(num, at): return {"low": at.x + 20, "high": 20 - at.x}
def sides(num, at): return {"x": (at.x, num.ratio(3, 1))}"""
    name = own(folder, source, "premises=premises")
    ran = w2s("necessity", name, "--evaluations", "200", "--json", "needs.json")
    data = json.loads(folder.joinpath("needs.json").read_text())
    assert [need["outcome"] for need in data["premises"]] == ["the claim is false with it"] * 2
    assert "0 of 2 certified as needed" in ran.out
    ran = w2s("hunt", name, "--drop", "low", "--evaluations", "200", "--json", "hunt.json")
    assert "the premise holds here: the claim is false with it, too" in ran.out
    data = json.loads(folder.joinpath("hunt.json").read_text())
    assert [found["premise_fails"] for found in data["counterexamples"]] == [False]


def test_a_counterexample_beyond_the_bounds_is_said_to_be_there(w2s, folder):
    name = own(folder, 'def sides(num, at): return {"x": (at.x, num.ratio(9, 1))}', "doc=__doc__")
    assert w2s("judge", name, '{"x":9}').out.count("note:") == 0
    ran = w2s("judge", name, '{"x":10}')
    assert (ran.code, "note: x = 10 lies outside -9 … 9, where the claim is searched" in ran.out) == (1, True)


def test_necessity_prints_each_counterexample_in_full(w2s):
    lines = w2s("necessity", "path.peak", "--evaluations", "200").out.splitlines()
    (line,) = [line for line in lines if line.startswith("without X: ")]
    assert w2s("judge", "path.peak", line.removeprefix("without X: ")).code in (0, 1)
    assert json.loads(line.removeprefix("without X: ")).keys() >= {"a", "time"}


def test_an_edited_certificate(w2s, certificate, folder):
    path = folder / "edited.json"
    data = json.loads(folder.joinpath(certificate).read_text())
    data["instance"]["learned"] += 1
    path.write_text(json.dumps(data))
    ran = w2s("check", str(path))
    assert ran.code == 1
    assert "INVALID" in ran.out
    assert "edited" in ran.out
    assert w2s("show", str(path)).code == 2


def test_show(w2s, certificate, folder):
    text = w2s("show", certificate).out
    assert all(word in text for word in ("REFUTED", "premise X", "smaller", "larger", "python-flint"))
    latex = w2s("show", certificate, "--format", "latex").out
    assert latex.startswith(r"\begin{remark}")
    assert latex.isascii()
    program = w2s("show", certificate, "--format", "python").out
    exec(compile(program, "certificate", "exec"), {})


@pytest.mark.parametrize("form", ["text", "latex", "python"])
def test_show_says_that_it_shows_what_is_written(w2s, certificate, form):
    lines = w2s("show", certificate, "--format", form).out.splitlines()
    said = [line for line in lines if "shown as written in the file; `w2s-verify check` recomputes it" in line]
    assert len(said) == 1
    assert form == "text" or said[0][0] in "%#"


STRICT = """'''0 < x².'''
from w2s_verify.claims import Axis, Below, Claim, Domain
DOMAIN = Domain((Axis("x", -9, 9),))
def sides(num, at): return {"x²_{}": Below(0, at.x * at.x)}
CLAIM = Claim(id="own.strict", domain=DOMAIN, sides=sides, equality=lambda at: at.x == 0, doc=__doc__)
"""


def test_no_program_is_shown_of_a_substituted_source(w2s, folder):
    path = folder / "strict_claim.py"
    path.write_text(STRICT)
    assert w2s("hunt", path.name, "--evaluations", "200", "--out", "found").code == 1
    found = next(folder.joinpath("found").glob("*.json"))
    data = json.loads(found.read_text())
    text = STRICT.replace("at.x * at.x)", "at.x * at.x - 1)")
    data["sources"] |= {"text": text, "file": file_digest(text)}
    found.write_text(json.dumps({**data, "digest": digest_of(data)}))
    ran = w2s("show", str(found), "--format", "python")
    assert (ran.code, ran.out.splitlines()) == (
        1,
        [f"INVALID: {found}", "  the claim's source in it does not give the statement whose digest it gives"],
    )


def test_a_certificate_of_a_users_file_goes_anywhere(w2s, folder, monkeypatch):
    path = folder / "strict_claim.py"
    path.write_text(STRICT)
    assert w2s("hunt", path.name, "--evaluations", "200", "--out", "found").code == 1
    found = next(folder.joinpath("found").glob("*.json"))
    latex = w2s("show", str(found), "--format", "latex").out
    assert "demands $A < B$ strictly, but there $A = 0$, $B = 0$" in latex
    assert latex.isascii()
    path.unlink()
    ran = w2s("check", str(found))
    assert ran.code == 0
    assert "judged by the source that the certificate holds" in ran.out
    program = w2s("show", str(found), "--format", "python").out
    monkeypatch.chdir("/")
    exec(compile(program, "certificate", "exec"), {})


@pytest.mark.parametrize("command", ["check", "show"])
@pytest.mark.parametrize("text", [None, "", "no JSON"])
def test_an_unreadable_certificate_is_one_line(w2s, folder, command, text):
    if text is not None:
        folder.joinpath("some.json").write_text(text)
    ran = w2s(command, "some.json")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "some.json" in ran.err


@pytest.mark.parametrize("claim", [[1], {}, 3, {"id": 1}])
def test_a_certificate_whose_claim_is_something_else(w2s, folder, certificate, claim):
    data = {**json.loads(folder.joinpath(certificate).read_text()), "claim": claim}
    folder.joinpath("other.json").write_text(json.dumps(data))
    ran = w2s("show", "other.json")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "claim: " in ran.err
    assert w2s("check", "other.json").code == 1


def test_a_stale_certificate(w2s, write, folder):
    path = folder / write("refuted")
    w2s("hunt", path.name, "--evaluations", "200", "--out", "found")
    (found,) = folder.joinpath("found").glob("*.json")
    path.write_text(path.read_text().replace("num.ratio(20, 1)", "num.ratio(21, 1)"))
    ran = w2s("check", str(found))
    assert ran.code == 3
    assert "STALE" in ran.out
    assert "the verdict is now REFUTED" in ran.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("hunt", "logistic.secant", "--budget", "soon"), "must be a positive time"),
        (("hunt", "logistic.secant", "--budget", "1s", "--evaluations", "5"), "give one of them"),
        (("hunt", "path.peak", "--mutant", "rho-2.01"), "nearest: rho-2.001"),
        (("hunt", "path.peak", "--drop", "kep"), "nearest: kept"),
        (("hunt", "path.peek"), "nearest: path.peak"),
        (("hunt", "missing.py"), "no such file"),
        (("hunt", "step.sample"), "is statistical, it has no instances to hunt"),
        (("necessity", "step.sample"), "is statistical, it has no instances to hunt"),
        (("sharpen", "step.sample", "--parameter", "C"), "is statistical, it has no instances to hunt"),
        (("hunt", "path.peak", "--json", "no/where.json"), "its folder must exist"),
        (("hunt", "path.peak", "--cluster", "tcp://127.0.0.1:1"), "cluster = tcp://127.0.0.1:1"),
        (("show", "missing.json"), "no such file"),
    ],
)
def test_bad_input_is_one_line(w2s, folder, arguments, said):
    ran = w2s(*arguments)
    assert ran.code == 2
    assert said in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("out", [(), ("--out", "found")])
def test_ctrl_c_says_how_to_go_on(w2s, folder, monkeypatch, out):
    def interrupted(*arguments, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "pursue", interrupted)
    ran = w2s("hunt", "path.peak", *out)
    assert ran.code == 130
    assert (
        "goes on from there\n  w2s-verify hunt path.peak --out found" if out else "finished shards are not kept: give --out DIR"
    ) in ran.err
