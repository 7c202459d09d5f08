"""Read shipped YAML into checked values; whatever is wrong becomes one `FileError` naming file and place."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from cbf_widgets.errors import CbfError, FileError, shown
from cbf_widgets.model.value import Value

V = TypeVar("V", bound=Value)

_ADVICE = "Mend the file, or install cbf_widgets afresh."
_kept: dict[tuple[Path, str], Any] = {}


def load_value(path: Path, key: str, kind: type[V], also: Mapping[str, object] | None = None) -> V:
    """Return the value under a key of a file.

    Parameters
    ----------
    path : Path
        A YAML file.
    key : str
        A key at its top.
    kind : type
        The `Value` to make.
    also : mapping, optional
        Fields that stand elsewhere, for those that the file leaves out.

    Returns
    -------
    Value
        Checked, and kept for the next time.

    Raises
    ------
    FileError
        When the file, or what stands under the key, can't be used.

    Examples
    --------
    >>> from cbf_widgets.model.concept import About
    >>> from cbf_widgets.paths import datasets_dir
    >>> load_value(datasets_dir() / "essence.yaml", "about", About).made_by
    'the cbf_widgets authors'
    """
    if (path, key) not in _kept:
        part = _part(path, key)
        try:
            _kept[path, key] = kind.from_dict({**also, **part} if also and isinstance(part, Mapping) else part)
        except CbfError as error:
            raise _in_file(error, path, key) from None
    value: V = _kept[path, key]
    return value


def load_items(path: Path, key: str, kind: type[V]) -> tuple[V, ...]:
    """Return the list of values under a key of a file, each id once.

    Parameters
    ----------
    path : Path
        A YAML file.
    key : str
        A key at its top.
    kind : type
        The `Value` to make of each item.

    Returns
    -------
    tuple of Value
        Checked, and kept for the next time.

    Raises
    ------
    FileError
        When the file, or an item, can't be used.

    Examples
    --------
    >>> from cbf_widgets.model.essence import Aspect
    >>> from cbf_widgets.paths import datasets_dir
    >>> len(load_items(datasets_dir() / "essence.yaml", "items", Aspect))
    3
    """
    if (path, key) not in _kept:
        part = _part(path, key)
        try:
            _kept[path, key] = _each_id_once([_item(kind, item, i) for i, item in enumerate(_list(part))])
        except CbfError as error:
            raise _in_file(error, path, key) from None
    values: tuple[V, ...] = _kept[path, key]
    return values


def _list(items: object) -> list[object]:
    if isinstance(items, list):
        return items
    raise CbfError("a list", shown(items))


def _item(kind: type[V], data: object, i: int) -> V:
    try:
        return kind.from_dict(data)
    except CbfError as error:
        raise error.inside(f"[{i}]") from None


def _each_id_once(values: list[V]) -> tuple[V, ...]:
    ids = [getattr(value, "id", i) for i, value in enumerate(values)]
    for i, identifier in enumerate(ids):
        if identifier in ids[:i]:
            raise CbfError("each id once", shown(identifier), place=f"[{i}].id")
    return tuple(values)


def _in_file(error: CbfError, path: Path, key: str) -> FileError:
    place = error.inside(key).place
    return FileError(error.expected, error.came, place=place, file=path.name, advice=error.advice or _ADVICE)


def _part(path: Path, key: str) -> object:
    content = _read(path)
    if key not in content:
        raise FileError(f"a part {key!r}", "none", file=path.name, advice=_ADVICE)
    return content[key]


@cache
def _read(path: Path) -> Mapping[str, Any]:
    import yaml

    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_loader())  # noqa: S506 - a safe loader
    except OSError as error:
        came = "none" if isinstance(error, FileNotFoundError) else f"one that can't be read ({error.strerror})"
        raise FileError("a data file", came, file=path.name, advice="Install cbf_widgets afresh.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        came = getattr(error, "problem", None) or "characters that YAML doesn't allow"
        raise FileError("YAML", came, place=place, file=path.name, advice=_ADVICE) from None
    except (UnicodeDecodeError, RecursionError, ValueError) as error:
        came = "one that isn't UTF-8" if isinstance(error, UnicodeDecodeError) else type(error).__name__
        raise FileError("a YAML file", came, file=path.name, advice=_ADVICE) from None
    if not isinstance(content, Mapping):
        raise FileError("named parts", shown(content), file=path.name, advice=_ADVICE)
    return content


@cache
def _loader() -> type:
    import yaml

    class EachKeyOnce(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the same in C, where it was built
        """A safe loader that refuses a key given twice, where YAML would silently keep the last."""

        def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002
            seen: set[str] = set()
            for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
                if isinstance(key.value, str) and key.value in seen:
                    raise yaml.constructor.ConstructorError(None, None, f"the key {key.value!r} twice", key.start_mark)
                seen.add(str(key.value))
            mapping: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
            return mapping

    return EachKeyOnce
