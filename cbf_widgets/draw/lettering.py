"""How wide a text is, near enough, with no font at hand; where to break it. A little wide rather than too narrow."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WIDTHS = {  # in hundredths of the size: the letters of DejaVu Sans, among the widest of common fonts
    28: "'ijl", 30: "IJ", 32: " ,.\u00a0", 34: "/:;\\|", 36: "-f", 39: "()[]t", 41: "!r", 46: '"', 50: "*_`", 53: "?sz",
    55: "c", 58: "FLk", 60: "Pvxy", 62: "TYaeo", 64: "$0123456789Ebdghnpqu{}S", 69: "ABKVXZ", 70: "CR", 75: "HNU",
    78: "&DG", 79: "OQ", 84: "#+<=>^w~", 86: "M", 98: "%mW", 100: "@",
}  # fmt: skip
_WIDTH = {letter: width / 100 for width, letters in _WIDTHS.items() for letter in letters}
_BOLD = 1.12


@lru_cache(maxsize=8192)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return about how wide a text is.

    Examples
    --------
    >>> text_width("Help", 10) < text_width("Possibility", 10) < text_width("Possibility", 10, bold=True)
    True
    """
    return size * (_BOLD if bold else 1.0) * sum(map(_letter_width, text))


def _letter_width(letter: str) -> float:
    if letter in _WIDTH:
        return _WIDTH[letter]
    if unicodedata.combining(letter) or unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(letter) in {"W", "F"}:
        return 1.3 if ord(letter) > 0x1F000 else 1.0
    return 0.79 if unicodedata.category(letter) == "Lu" else 0.66


def wrap(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines that are no wider than told; words too long for a line are cut, nothing is lost.

    Parameters
    ----------
    text : str
        Line breaks in it are kept, other white space is drawn together.
    size, width : float
        Of the letters, and of the room.
    bold : bool
        Whether the letters are bold.

    Returns
    -------
    list of str
        The lines; none for an empty text.

    Examples
    --------
    >>> wrap("A question that makes one think", 10, 100)
    ['A question that', 'makes one think']
    """
    lines: list[str] = []
    for paragraph in text.splitlines():
        lines += _wrap_one(paragraph, size, width, bold=bold)
    return lines


def _wrap_one(text: str, size: float, width: float, *, bold: bool) -> list[str]:
    lines, line = [], ""
    for word in re.split(r"[ \t]+", text.strip(" \t")) if text.strip(" \t") else ():
        longer = f"{line} {word}" if line else word
        if text_width(longer, size, bold=bold) <= width:
            line = longer
            continue
        lines += [line] if line else []
        *full, line = _cut(word, size, width, bold=bold)
        lines += full
    return [*lines, line] if line else lines


def _cut(word: str, size: float, width: float, *, bold: bool) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def clipped(text: str, size: float, width: float, lines: int, *, bold: bool = False) -> list[str]:
    """Break a text into at most so many lines as `wrap` does; where it goes on, the last ends in an ellipsis.

    Examples
    --------
    >>> clipped("A question that makes one think", 10, 100, 2), clipped("A question that makes one think", 10, 100, 1)
    (['A question that', 'makes one think'], ['A question that …'])
    """
    found = wrap(text, size, width, bold=bold)
    if len(found) <= lines:
        return found
    last = wrap(found[lines - 1], size, width - text_width(" …", size, bold=bold), bold=bold)[0]
    return [*found[: lines - 1], f"{last} …"]


def balanced(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Break a text into as few lines as `wrap` does, about equally long.

    Examples
    --------
    >>> balanced("median without the ratchet 4", 12.5, 150)
    ['median without', 'the ratchet 4']
    """
    lines = wrap(text, size, width, bold=bold)
    while len(lines) > 1 and width > size:
        width -= size / 2
        narrower = wrap(text, size, width, bold=bold)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines
