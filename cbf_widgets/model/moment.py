"""When something happened: ISO dates and whole numbers can be put in order, one's own words can't."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal, NamedTuple

from cbf_widgets.errors import CbfError, shown

Order = Literal["a date", "a whole number", "words"]


class Moment(NamedTuple):
    """What a text says about when, and a number to sort it by.

    Examples
    --------
    >>> Moment("a whole number", 3.0).value
    3.0
    """

    order: Order
    value: float


def moment(text: str) -> Moment:
    """Read a date, a whole number or words; raise `CbfError` for a date that doesn't exist or reads two ways.

    Parameters
    ----------
    text : str
        For instance ``2026-03-14``, ``2026-03-14T09:30``, ``2026-03``, ``12`` or ``after the holidays``.

    Returns
    -------
    Moment
        Seconds for a date, the number itself for a whole number, 0 for words.

    Examples
    --------
    >>> moment("12"), moment("in spring")
    (Moment(order='a whole number', value=12.0), Moment(order='words', value=0.0))
    >>> moment("2026-03").value < moment("2026-03-14").value
    True
    """
    if re.fullmatch(r"-?[0-9]{1,15}", text):
        return Moment("a whole number", float(text))
    if re.match(r"[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}\b", text):
        raise CbfError("a date such as 2026-03-14", shown(text), advice="Write the year first, then month and day.")
    if not re.match(r"[0-9]{4}-[0-9]{1,2}(-[0-9]|$)", text):
        return Moment("words", 0.0)
    try:
        read = datetime.fromisoformat(f"{text}-01" if re.fullmatch(r"[0-9]{4}-[0-9]{2}", text) else text)
        utc = read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError):
        raise CbfError("a date such as 2026-03-14", shown(text), advice="Mend that date.") from None
    return Moment("a date", (utc - datetime(1, 1, 1, tzinfo=UTC)).total_seconds())


def in_order(texts: Sequence[str]) -> tuple[Order, list[float]]:
    """Give numbers by which to sort texts, all of one sort; a text that is empty stays after the one before it.

    Parameters
    ----------
    texts : sequence of str
        See `moment`.

    Returns
    -------
    str, list of float
        The sort, and a number for each text; all equal for words.

    Raises
    ------
    CbfError
        When sorts are mixed or a date is wrong; its place is the number of the text, from 0, in brackets.

    Examples
    --------
    >>> in_order(["2", "", "1"])
    ('a whole number', [2.0, 2.0, 1.0])
    """
    order: Order | None = None
    values: list[float] = []
    for i, text in enumerate(texts):
        if not text:
            values.append(values[-1] if values else float("-inf"))
            continue
        try:
            found = moment(text)
        except CbfError as error:
            raise error.inside(f"[{i}]") from None
        order = order or found.order
        if found.order != order:
            what = "words like the rows above" if order == "words" else f"{order} like the rows above"
            raise CbfError(what, shown(text), place=f"[{i}]", advice="Write all of them the same way.")
        values.append(found.value)
    return order or "words", values if order not in (None, "words") else [0.0] * len(texts)
