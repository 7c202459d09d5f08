"""Sentences kept apart from the code that says them: templates by name, filled with names and numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


def sayer(templates: Mapping[str, str]) -> Callable[..., str]:
    """Give the function that fills these templates; names stand in a sentence as they were written.

    Parameters
    ----------
    templates : Mapping
        By name: plain words, with places in braces.

    Returns
    -------
    callable
        From a template's name and its values to the sentence.

    Examples
    --------
    >>> say = sayer({"back": "{step}: back to loop {after}."})
    >>> say("back", step="{Tea}", after=1)
    '{Tea}: back to loop 1.'
    """

    def say(phrase: str, /, **values: Any) -> str:
        return templates[phrase].format(**values)

    return say
