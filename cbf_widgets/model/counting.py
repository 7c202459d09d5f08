"""How many of something, and several things in a sentence: a reader of fourteen should not stumble."""

from __future__ import annotations

from collections.abc import Sequence

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def plural(number: int, one: str, several: str = "") -> str:
    """Choose the word that goes with a number; several are the one with an s unless it is said.

    Examples
    --------
    >>> plural(1, "loop"), plural(0, "loop"), plural(2, "says", "say")
    ('loop', 'loops', 'say')
    """
    return one if number == 1 else several or f"{one}s"


def counted(number: int, noun: str, several: str = "") -> str:
    """Say how many of something there are: up to twelve in words, from then on in figures.

    Parameters
    ----------
    number : int
        How many.
    noun : str
        What one of them is called.
    several : str
        What several are called; the noun and an s unless it is said.

    Returns
    -------
    str
        For instance ``two outcomes``.

    Examples
    --------
    >>> counted(0, "arrow"), counted(1, "arrow"), counted(12, "arrow"), counted(13, "theory", "theories")
    ('no arrows', 'one arrow', 'twelve arrows', '13 theories')
    """
    return f"{in_words(number)} {plural(number, noun, several)}"


def in_words(number: int) -> str:
    """Say a number: up to twelve in words, from then on in figures.

    Examples
    --------
    >>> in_words(7), in_words(4_000)
    ('seven', '4,000')
    """
    return _WORDS[number] if 0 <= number < len(_WORDS) else f"{number:,}"


def joined(parts: Sequence[str]) -> str:
    """Join parts of a sentence; nothing for none.

    Examples
    --------
    >>> joined(["tea"]), joined(["tea", "milk", "talk"])
    ('tea', 'tea, milk and talk')
    """
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def quoted(text: str, longest: int = 60) -> str:
    """Give a text in quotation marks and on one line, its end left out where it is long.

    Examples
    --------
    >>> quoted("Calmer homes"), quoted("Calmer homes for everyone", 12)
    ('“Calmer homes”', '“Calmer…”')
    """
    line = " ".join(text.split())
    if len(line) <= longest:
        return f"“{line}”"
    whole = line[: longest - 1].rsplit(" ", 1)[0] if " " in line[: longest - 1] else line[: longest - 1]
    return f"“{whole}…”"


def capital(text: str) -> str:
    """Give a sentence its capital letter.

    Examples
    --------
    >>> capital("two outcomes have no indicator.")
    'Two outcomes have no indicator.'
    """
    return text[:1].upper() + text[1:]
