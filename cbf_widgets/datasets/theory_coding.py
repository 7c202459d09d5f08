"""Which themes the items of the twelve theories carry, by our reading and by a second one; and which items share their words on the page."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from cbf_widgets import paths
from cbf_widgets.model.coding import Coding, SharedWording
from cbf_widgets.yamlfiles import load_items, load_value


def theory_coding() -> Coding:
    """Return our coding of the twelve theories of change by theme.

    It is a reading, and another coder may see it otherwise. Every code says why, and by whom; a reason that begins with "Borderline:" marks a
    code that could as well have been left out.

    Returns
    -------
    Coding
        The codebook, and what was coded with it.

    Examples
    --------
    >>> coding = theory_coding()
    >>> coding.by, coding.themes[0].id
    ('the cbf_widgets authors', 'workforce')
    """
    return _signed(load_value(paths.datasets_dir() / "theory_coding.yaml", "coding", Coding))


def second_coding() -> Coding:
    """Return a second coding of the twelve theories, made blind with the same codebook; for `cbf_widgets.agreement`.

    Whoever made it saw the items, the codebook and its rules, and none of the first codes. Both readers were of one kind, so what they agree in
    may be a habit that both share: ``about("theory_coding_second").doubts`` says more.

    Returns
    -------
    Coding
        The codebook of `theory_coding`, and what the second reader coded with it.

    Examples
    --------
    >>> second = second_coding()
    >>> second.id, second.themes == theory_coding().themes
    ('second-reader', True)
    """
    themes = [theme.to_dict() for theme in theory_coding().themes]
    return _signed(load_value(paths.datasets_dir() / "theory_coding_second.yaml", "coding", Coding, {"themes": themes}))


@cache
def _signed(coding: Coding) -> Coding:
    """Say of every code by whom it is: the file says it once."""
    return replace(coding, codes=tuple(code if code.by else replace(code, by=coding.by) for code in coding.codes))


def shared_wording() -> tuple[SharedWording, ...]:
    """Return the items of several authorities whose words on the page are the same, or nearly.

    Such items may say that a form was filled in alike, not that two places came to the same thought.

    Returns
    -------
    tuple of SharedWording
        Each a group of items of two authorities or more.

    Examples
    --------
    >>> {group.how for group in shared_wording()} <= {"same words", "nearly the same words"}
    True

    Notes
    -----
    Source: LFO guide, lines 4019-6576.
    """
    return load_items(paths.datasets_dir() / "shared_wording.yaml", "items", SharedWording)
