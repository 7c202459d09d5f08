"""Where the things lie that the package ships: beside the package in a clone, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    inside = _PACKAGE / f"_{name}"
    return inside if inside.is_dir() else _PACKAGE.parent / name


def datasets_dir() -> Path:
    """The folder of the YAML datasets.

    >>> datasets_dir().name in {"datasets", "_datasets"}
    True
    """
    return _shipped("datasets")


def notebooks_dir() -> Path:
    """The folder of the notebooks as they were shipped; people work on copies.

    >>> (notebooks_dir() / "00-start-here.ipynb").is_file()
    True
    """
    return _shipped("notebooks")


def static_dir() -> Path:
    """The folder of the built front end: one `NAME.js` and `NAME.css` per widget.

    >>> (static_dir() / "spiral.js").is_file()
    True
    """
    return _PACKAGE / "_static"
