"""Floor 8: claims as pytest items. Options, collection of claim files, the ledger in the terminal.

Hypothesis' profiles are left as they are; a claim file is loaded by its path, never through ``sys.path``.
"""

from __future__ import annotations

import ast
import fnmatch
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from w2s_verify.claims.catalogue import catalogue
from w2s_verify.claims.claim import Claim, ClaimError
from w2s_verify.claims.from_file import load_claim
from w2s_verify.records import ClaimRecord, RunRecord, claim_from_json, claim_json, write_json
from w2s_verify.reporting.ledger import ledger
from w2s_verify.reporting.lemmas import shaken_lines
from w2s_verify.reporting.sheet import PLAIN_WIDTH, plain
from w2s_verify.runs.data import DataSet
from w2s_verify.runs.plan import data_job
from w2s_verify.runs.provenance import provenance
from w2s_verify.runs.verify import QUOTAS, Job, quota_of, verify_claim

PROPERTY = "w2s-verify record"
"""Under this name a test report carries its claim's record, as JSON text: so it comes through pytest-xdist."""
CLAIM_FILES = "*_claim.py"

RunClaim = Callable[..., ClaimRecord]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of a run."""
    group = parser.getgroup("w2s-verify", "verification of claims in ball arithmetic")
    group.addoption("--w2s-profile", choices=list(QUOTAS), default="dev", help="certified instances a claim: 200, 500, 10,000")
    group.addoption("--w2s-seed", type=_seed, default=0, metavar="N", help="seed of every draw")
    group.addoption("--w2s-json", type=Path, metavar="FILE", help="write the record of the run here")


def _seed(text: str) -> int:
    if not text.isdecimal():
        raise ValueError(f"--w2s-seed = {text!r}: must be a whole number from 0 on")
    return int(text)


def pytest_configure(config: pytest.Config) -> None:
    """Register what gathers the records.

    Raises
    ------
    pytest.UsageError
        The folder of ``--w2s-json`` does not exist.
    """
    path = config.getoption("w2s_json")
    if path is not None and not path.absolute().parent.is_dir():
        raise pytest.UsageError(f"--w2s-json = {path}: its folder must exist")
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(_Gatherer(config), "w2s-verify records")


class _Gatherer:
    """Where the reports of all workers arrive: keeps the records, writes the JSON, prints the ledger."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.records: list[ClaimRecord] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            for name, text in report.user_properties:
                if name == PROPERTY and isinstance(text, str):
                    self.records.append(claim_from_json(json.loads(text)))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, exitstatus: int) -> None:
        self.records.sort(key=lambda record: (record.on, record.id))
        path = self.config.getoption("w2s_json")
        if path is not None:
            interrupted = exitstatus == pytest.ExitCode.INTERRUPTED
            run = provenance(command="pytest", interrupted=interrupted, **_options(self.config))
            write_json(path, RunRecord(run, tuple(self.records)).to_json())

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.records:
            options = _options(self.config)
            writer = self.config.get_terminal_writer()
            width = writer.fullwidth if writer.hasmarkup else PLAIN_WIDTH
            terminalreporter.section("w2s-verify: profile {profile}, seed {seed}".format(**options))
            terminalreporter.write_line(plain(ledger(self.records, ""), width))
            for line in shaken_lines(catalogue(), self.records):
                terminalreporter.write_line(line)


def _options(config: pytest.Config) -> dict[str, str | int]:
    return {"profile": config.getoption("w2s_profile"), "seed": config.getoption("w2s_seed")}


def _run(node: pytest.Item, job: Job) -> ClaimRecord:
    """Verify, hand the record to the report, and fail in words where it is not as declared."""
    seed, broken = node.config.getoption("w2s_seed"), ""
    try:
        record = verify_claim(job.claim, run_seed=seed, quota=job.quota, named=job.named, on=job.on)
    except ClaimError as error:
        broken = str(error)
    if broken:
        pytest.fail(broken, pytrace=False)
    node.user_properties.append((PROPERTY, json.dumps(claim_json(record), allow_nan=False)))
    if not record.as_declared:
        pytest.fail(record.failure, pytrace=False)
    return record


@pytest.fixture
def w2s_verify_claim(request: pytest.FixtureRequest) -> RunClaim:
    """Verify one claim (with its law held at a data set, if given) at the profile's quota, and fail unless as declared."""

    def run(claim: Claim, data: DataSet | None = None) -> ClaimRecord:
        profile = request.config.getoption("w2s_profile")
        job = Job(claim, quota_of(claim, profile), claim.id) if data is None else data_job(claim, data)
        return _run(request.node, job)

    return run


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Take over a claim file that is named on the command line."""
    return _ClaimFile.from_parent(parent, path=module_path) if _is_claim_file(module_path, parent) else None


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect a claim file that pytest finds in a folder and would not take for a test module."""
    if file_path.suffix == ".py" and not parent.session.isinitpath(file_path) and _is_claim_file(file_path, parent):
        return _ClaimFile.from_parent(parent, path=file_path)
    return None


def _is_claim_file(path: Path, parent: pytest.Collector) -> bool:
    """Named explicitly or called ``*_claim.py``, and imports this package; never a test module, nor one that has tests."""
    if any(fnmatch.fnmatch(path.name, pattern) for pattern in parent.config.getini("python_files")):
        return False
    source = path.read_text(encoding="utf-8", errors="replace")
    if fnmatch.fnmatch(path.name, CLAIM_FILES):
        return "w2s_verify" in source
    return parent.session.isinitpath(path) and _means_a_claim(source)


def _means_a_claim(source: str) -> bool:
    """Assigns CLAIM; or imports from w2s_verify.claims and has no test; or would, if its syntax were right."""
    speaks = "w2s_verify.claims" in source
    try:
        statements = ast.parse(source).body
    except SyntaxError:
        return speaks
    targets: list[ast.expr] = []
    for statement in statements:
        if isinstance(statement, ast.Assign):
            targets += statement.targets
        elif isinstance(statement, ast.AnnAssign):
            targets.append(statement.target)
    if any(isinstance(target, ast.Name) and target.id == "CLAIM" for target in targets):
        return True
    tests = [one for one in statements if getattr(one, "name", "").lower().startswith("test")]
    return speaks and not tests


class _ClaimFile(pytest.File):
    """A file with one CLAIM."""

    def collect(self) -> Iterator[pytest.Item]:
        try:
            claim = load_claim(self.path)
        except ClaimError as error:
            raise self.CollectError(str(error)) from error
        yield _ClaimItem.from_parent(self, name=claim.id, claim=claim)


class _ClaimItem(pytest.Item):
    """One user's claim."""

    def __init__(self, *, claim: Claim, **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        self.claim = claim

    def runtest(self) -> None:
        quota = quota_of(self.claim, self.config.getoption("w2s_profile"))
        _run(self, Job(self.claim, quota, _named(self.path)))

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, 0, self.claim.id


def _named(path: Path) -> str:
    """The path as a person in this folder would write it."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
