"""Judge a counterexample again in a fresh process, which writes its certificate: ``python -m w2s_verify.runs.certify``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import w2s_verify
from w2s_verify.claims.instance import Instance
from w2s_verify.hunts.target import Target
from w2s_verify.records import instance_json
from w2s_verify.runs.certificate_form import CertificateError
from w2s_verify.runs.certificates import certificate


def same_package() -> dict[str, str]:
    """The environment in which a new process imports the package from where this one did."""
    root = str(Path(w2s_verify.__file__).resolve().parents[1])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def certify(target: Target, instances: Sequence[Instance], seed: int) -> list[dict[str, Any]]:
    """The certificates of several counterexamples as a fresh process finds them.

    Raises
    ------
    CertificateError
        The fresh process does not find a counterexample.
    """
    asked = json.dumps(
        {"target": target.to_json(), "instances": [instance_json(instance) for instance in instances], "seed": seed}
    )
    command = [sys.executable, "-m", "w2s_verify.runs.certify"]
    ran = subprocess.run(command, input=asked, capture_output=True, text=True, check=False, env=same_package())
    if ran.returncode:
        last = (ran.stderr.strip().splitlines() or ["no output"])[-1]
        raise CertificateError(f"{target}: a fresh process does not confirm the counterexample: {last}")
    found: list[dict[str, Any]] = json.loads(ran.stdout)
    return found


def main() -> None:
    """Read target, instances and seed from stdin; write the certificates to stdout."""
    asked = json.load(sys.stdin)
    target, seed = Target.from_json(asked["target"]), asked["seed"]
    json.dump([certificate(target, Instance(**instance), seed=seed) for instance in asked["instances"]], sys.stdout)


if __name__ == "__main__":
    main()
