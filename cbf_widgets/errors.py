"""The package's own errors: each names the place, what was expected, what came and what to do."""

from __future__ import annotations

import reprlib
from collections.abc import Mapping, Sequence
from typing import Any, Self, TypeVar

E = TypeVar("E", bound="CbfError")
_LONGEST_SHOWN = 60
_MOST_LISTED = 12


def shown(value: object) -> str:
    """Say in few words what came, whatever it is.

    Parameters
    ----------
    value : object
        Anything, however large.

    Returns
    -------
    str
        The value's Python form, cut to about 60 characters; letters of every script stay readable.

    Examples
    --------
    >>> shown("tea")
    "'tea'"
    >>> shown(None)
    'nothing'
    """
    if value is None:
        return "nothing"
    if isinstance(value, int) and not -(10**_LONGEST_SHOWN) < value < 10**_LONGEST_SHOWN:
        return "a number of more than 60 digits"
    text = repr(value[:_LONGEST_SHOWN]) if isinstance(value, str) else _SHORT.repr(value)
    text = text.encode("utf-8", "backslashreplace").decode()
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


class _Short(reprlib.Repr):
    """Short forms that cost little, however long or deep the value."""

    def repr_int(self, x: int, level: int) -> str:
        del level
        return repr(x) if abs(x) < 10**_LONGEST_SHOWN else "a very long number"


_SHORT = _Short()
_SHORT.maxlevel, _SHORT.maxdict, _SHORT.maxlist, _SHORT.maxother = 2, 3, 5, _LONGEST_SHOWN


def listed(names: Sequence[str]) -> str:
    """Join names for a message, the first dozen of them.

    Parameters
    ----------
    names : sequence of str
        As many as there are.

    Returns
    -------
    str
        Nothing for none.

    Examples
    --------
    >>> listed(["tea", "milk"]), listed([str(n) for n in range(100)])
    ('tea, milk', '0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 88 more')
    """
    more = f" and {len(names) - _MOST_LISTED} more" if len(names) > _MOST_LISTED else ""
    return ", ".join(names[:_MOST_LISTED]) + more


class CbfError(ValueError):
    """Something given to the package can't be used; nothing was changed.

    Parameters
    ----------
    expected : str
        What would have been right, as a noun phrase.
    came : str
        What came instead; see `shown`.
    place : str
        Where, for example ``marks[3].place``; may be empty.
    advice : str
        What to do next, a sentence.
    file : str
        The file in question; may be empty.

    Examples
    --------
    >>> print(CbfError("a number from 0 to 3", "'far'", place="marks[3].place"))
    marks[3].place: expected a number from 0 to 3, but got 'far'.
    """

    def __init__(self, expected: str, came: str, *, place: str = "", advice: str = "", file: str = "") -> None:
        self.expected, self.came, self.place, self.advice, self.file = expected, came, place, advice, file
        where = ", ".join(part for part in (file, place) if part)
        said = f"expected {expected}, but got {came}."
        super().__init__(" ".join(part for part in (where and f"{where}:", said, advice) if part))

    def __reduce__(self) -> tuple[Any, ...]:  # pickled by keyword, as when it crosses to another process
        return _remade, (type(self), self._fields())

    def _fields(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in ("expected", "came", "place", "advice", "file")}

    def inside(self, place: str = "", *, file: str = "") -> Self:
        """Give the same error, seen from one level further out.

        Parameters
        ----------
        place : str
            The place that holds the place named so far.
        file : str
            The file that holds it.

        Returns
        -------
        CbfError
            A new error of the same class.

        Examples
        --------
        >>> CbfError("text", "3", place="label").inside("marks[0]").place
        'marks[0].label'
        """
        joint = "" if not place or not self.place or self.place.startswith("[") else "."
        return type(self)(
            self.expected,
            self.came,
            place=f"{place}{joint}{self.place}",
            advice=self.advice,
            file=file or self.file,
        )

    def in_file(self, file: str) -> FileError:
        """Give the same error as one of a file.

        Parameters
        ----------
        file : str
            The file.

        Returns
        -------
        FileError
            A new error.

        Examples
        --------
        >>> CbfError("text", "3", place="label").in_file("mine.json").file
        'mine.json'
        """
        return _remade(FileError, {**self._fields(), "file": file})


def _remade(cls: type[E], fields: dict[str, str]) -> E:
    return cls(**fields)


def renamed(error: E, names: Mapping[str, str], what: str, words: Mapping[str, str] | None = None) -> E:
    """Give the same error with its place as the person at hand knows it, a row of a table for instance.

    Parameters
    ----------
    error : CbfError
        The error.
    names : Mapping
        From a part's place (``marks[0]``) to its name (``row 5``).
    what : str
        What a field is called there: a column, an attribute.
    words : Mapping, optional
        From a field's name to its name there, where they differ.

    Returns
    -------
    CbfError
        The renamed error, or the same one where no name is known.

    Examples
    --------
    >>> error = CbfError("tea", "'milk'", place="marks[0].kind")
    >>> renamed(error, {"marks[0]": "row 5"}, "column", {"kind": "step"}).place
    'row 5, column step'
    """
    part, _, field = error.place.partition(".")
    if part not in names:
        return error
    field = (words or {}).get(field, field)
    place = f"{names[part]}, {what} {field}" if field else names[part]
    return _remade(type(error), {**error._fields(), "place": place})


class FileError(CbfError):
    """A file can't be read or written; the message names it and the place in it.

    Examples
    --------
    >>> print(FileError("a spiral", "a list", file="mine.json", advice="Open another file."))
    mine.json: expected a spiral, but got a list. Open another file.
    """
