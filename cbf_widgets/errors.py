"""The package's own errors: each names the place, what was expected, what came and what to do."""

from __future__ import annotations

_LONGEST_SHOWN = 60


def shown(value: object) -> str:
    """Say in few words what came, whatever it is.

    Parameters
    ----------
    value : object
        Anything, however large.

    Returns
    -------
    str
        The value's Python form, cut to about 60 characters.

    Examples
    --------
    >>> shown("tea")
    "'tea'"
    >>> shown(None)
    'nothing'
    """
    if value is None:
        return "nothing"
    text = ascii(value[:_LONGEST_SHOWN]) if isinstance(value, str) else ascii(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


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

    def inside(self, place: str = "", *, file: str = "") -> CbfError:
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


class FileError(CbfError):
    """A file can't be read or written; the message names it and the place in it.

    Examples
    --------
    >>> print(FileError("a spiral", "a list", file="mine.json", advice="Open another file."))
    mine.json: expected a spiral, but got a list. Open another file.
    """
