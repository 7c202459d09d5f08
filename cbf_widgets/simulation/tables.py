"""Tables as files for elsewhere, each with what made it: CSV, Parquet, JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cbf_widgets.disk import write_bytes
from cbf_widgets.errors import CbfError, shown
from cbf_widgets.files import document_text
from cbf_widgets.model.sheet import csv_text
from cbf_widgets.simulation.tokens import read_token

if TYPE_CHECKING:
    import pandas as pd

FORMAT, VERSION = "cbf_widgets table", 1
_ABOUT = "What these assumptions imply. It is no evidence, and no forecast."
_REPEATED = ("seed", "version", "token")  # a CSV file has nowhere else to say what made it


def write(frame: pd.DataFrame, path: str | Path, made_by: Mapping[str, Any] | None = None) -> Path:
    """Write a table to a file, all of it or nothing, with what made it.

    Parameters
    ----------
    frame : pandas.DataFrame
        Any of those that this package gives, as it is or with rows chosen.
    path : str or Path
        Ends in ``.csv``, ``.parquet`` or ``.json``.
    made_by : Mapping, optional
        What made it, where pandas has lost ``frame.attrs["made_by"]`` (as after a merge): ``ensemble.made_by``.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    CbfError
        When the ending is another, nothing says what made the table, or it can't be written.

    Examples
    --------
    >>> import tempfile
    >>> import cbf_widgets as cbf
    >>> ensemble = cbf.simulate(cbf.StepNetwork.from_vocabulary("partnership-building"), runs=100, seed=1)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     print(write(ensemble.bands(), Path(folder) / "bands.csv").read_text("utf-8-sig").splitlines()[0])
    "contact","q05","q25","q50","q75","q95","mean","seed","version","token"
    """
    ending = Path(path).suffix if isinstance(path, str | Path) else ""
    return write_bytes(path, to_bytes(frame, ending, made_by))


def to_bytes(frame: pd.DataFrame, ending: str, made_by: Mapping[str, Any] | None = None) -> bytes:
    """Return what `write` writes.

    - CSV as a spreadsheet opens it without harm: UTF-8 with its mark, every cell quoted, nothing that could be taken for a formula, yes and no; and
      in each row the seed, version and token, where the table has no such column of its own.
    - Parquet with pandas' types; what made it is in the file's metadata (as ``attrs`` when pandas reads it, and as JSON under ``cbf_widgets``).
    - JSON, one row a line, with all parameters in full.

    Nodes that are neither texts nor numbers are written as Python shows them.

    Examples
    --------
    >>> import cbf_widgets as cbf
    >>> ensemble = cbf.simulate(cbf.StepNetwork.from_vocabulary("partnership-building"), runs=100, seed=1)
    >>> json.loads(to_bytes(ensemble.bands(), "json"))["rows"][0]["mean"]
    0.0
    """
    import pandas as pd

    name = str(ending).casefold().removeprefix(".")
    if name not in _MAKERS:
        advice = "End the file's name in one of them."
        raise CbfError(f"one of {', '.join(_MAKERS)}", shown(name or None), place="the table's format", advice=advice)
    if not isinstance(frame, pd.DataFrame):
        raise CbfError("a pandas DataFrame", shown(frame), place="the table")
    made_by = frame.attrs.get("made_by") if made_by is None else made_by
    if not isinstance(made_by, Mapping):
        advice = "Give made_by=ensemble.made_by; pandas forgets it in some operations."
        raise CbfError("a table that says what made it", "one that doesn't", place="attrs['made_by']", advice=advice)
    return _MAKERS[name](frame, dict(made_by))


def parameters(made_by: Mapping[str, Any]) -> dict[str, Any] | None:
    """Give all parameters in full, as plain data, from the token of what made a table; nothing where it has none.

    Examples
    --------
    >>> import cbf_widgets as cbf
    >>> ensemble = cbf.simulate(cbf.StepNetwork.from_vocabulary("partnership-building"), runs=100, seed=1, effort=0.5)
    >>> found = parameters(ensemble.made_by)
    >>> found["loops"], found["steps"][0]["uptake"], found["plan"][0]
    (3, 0.096, [0.5, 0.5, 0.5, 0.5, 0.5])
    """
    if not made_by.get("token"):
        return None
    given = read_token(made_by["token"])
    network, plan = given["network"], given["effort"]
    found = {name: getattr(network, name) for name in ("loops", "rupture", "repair")}
    found |= {name: [_plain_fields(part._asdict()) for part in getattr(network, name)] for name in ("steps", "edges")}
    return found if plan is None else {**found, "plan": plan.tolist()}


def _plain_fields(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in fields.items()}


def _plain(value: Any) -> Any:
    """A value as texts, numbers, truth values or nothing."""
    import pandas as pd

    value = value.item() if hasattr(value, "item") else value
    if value is None or value is pd.NA or value != value:  # noqa: PLR0124 - nan is the one number that isn't itself
        return None
    return value if isinstance(value, str | int | float) else str(value)


def _csv(frame: pd.DataFrame, made_by: dict[str, Any]) -> bytes:
    more = {name: made_by.get(name) for name in _REPEATED if name not in frame.columns}
    rows = ([*map(_plain, row), *more.values()] for row in frame.itertuples(index=False, name=None))
    return csv_text([*frame.columns, *more], rows).encode("utf-8-sig")


def _json(frame: pd.DataFrame, made_by: dict[str, Any]) -> bytes:
    columns = [str(column) for column in frame.columns]
    heading = {"about": _ABOUT, "made_by": _plain_made_by(made_by), "parameters": parameters(made_by), "columns": columns}
    top = document_text(FORMAT, VERSION, heading).removesuffix("\n}\n")
    rows = [dict(zip(columns, map(_plain, row), strict=True)) for row in frame.itertuples(index=False, name=None)]
    try:
        lines = ",\n    ".join(json.dumps(row, ensure_ascii=False, allow_nan=False) for row in rows)
    except ValueError as error:
        raise CbfError("numbers that JSON can hold", str(error), place="the table") from None
    return f'{top},\n  "rows": [\n    {lines}\n  ]\n}}\n'.encode()


def _plain_made_by(made_by: dict[str, Any]) -> dict[str, Any]:
    return {
        name: list(map(_plain, value)) if isinstance(value, list | tuple) else _plain(value) for name, value in made_by.items()
    }


def _parquet(frame: pd.DataFrame, made_by: dict[str, Any]) -> bytes:
    import pandas as pd

    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        advice = "Install pyarrow, or write CSV or JSON."
        raise CbfError("pyarrow to be installed", "none", place="the table's format", advice=advice) from None
    plain = frame.copy(deep=False)
    plain.attrs = {}
    for column in [column for column in frame.columns if pd.api.types.is_object_dtype(frame[column])]:
        values = [_plain(value) for value in frame[column]]
        one_kind = len({type(value) for value in values if value is not None}) < 2
        plain[column] = values if one_kind else [None if value is None else str(value) for value in values]
    table = pa.Table.from_pandas(plain, preserve_index=False)
    said = {
        "PANDAS_ATTRS": {"made_by": _plain_made_by(made_by)},
        "cbf_widgets": {"about": _ABOUT, "parameters": parameters(made_by)},
    }
    more = {name.encode(): json.dumps(value, ensure_ascii=False).encode() for name, value in said.items()}
    stream = BytesIO()
    parquet.write_table(table.replace_schema_metadata({**(table.schema.metadata or {}), **more}), stream)
    return stream.getvalue()


_MAKERS: dict[str, Callable[[Any, dict[str, Any]], bytes]] = {"csv": _csv, "parquet": _parquet, "json": _json}
FORMATS = tuple(_MAKERS)
