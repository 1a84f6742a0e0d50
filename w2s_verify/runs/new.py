"""A new claim file, from the template in the package."""

from __future__ import annotations

import keyword
import re
from importlib.resources import files
from pathlib import Path

TEMPLATE = "own_claim.py"
TEMPLATE_ID = "own.means"


class NewError(ValueError):
    """A claim file that cannot be written."""


def write_claim(name: str) -> Path:
    """Write ``NAME.py``, a claim that runs and holds as written; its id is ``own.NAME``, with hyphens for underscores.

    The file is loaded by its path, not through ``sys.path``: it stands alone and imports no file from its own folder.

    Raises
    ------
    NewError
        NAME is no file name or a word of Python, its folder does not exist, or the file exists.
    """
    path = Path(name if name.endswith(".py") else f"{name}.py")
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", path.stem):
        raise NewError(f"name = {name!r}: must be letters, digits, _ and -, beginning with a letter")
    if keyword.iskeyword(path.stem):
        raise NewError(f"name = {name!r}: is a word of Python: must be another name")
    text = files("w2s_verify.runs.templates").joinpath(TEMPLATE).read_text(encoding="utf-8")
    own_id = f"own.{path.stem.lower().replace('_', '-').rstrip('-')}"
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text.replace(f'"{TEMPLATE_ID}"', f'"{own_id}"'))
    except FileExistsError as error:
        raise NewError(f"name = {name!r}: {path} exists and is not overwritten") from error
    except OSError as error:
        raise NewError(f"name = {name!r}: {path} cannot be written ({error.strerror})") from error
    return path
