"""Theories small enough to be worked out exactly, and few runs."""

from cbf_widgets.model.theory import TheoryOfChange

COLUMNS = ("Now", "Changes", "Long-term outcomes")


def theory(*items: str, links: tuple[str, ...] = (), columns=COLUMNS) -> TheoryOfChange:
    """Items like ``changes Ask`` get i1, i2, …; links like ``i1 i2 strong sure`` get a1, a2, …"""
    made = TheoryOfChange(id="ours", title="Ours")
    for column in columns:
        made = made.add_column(column)
    for item in items:
        column, text = item.split(" ", 1)
        made = made.add_item(column, text)
    for link in links:
        start, end, *rest = link.split()
        made = made.link(start, end, **dict(zip(("strength", "confidence", "assumption"), rest, strict=False)))
    return made


CHAIN = theory("now Tea", "changes Talk", "long-term-outcomes Rest", links=("i1 i2 strong sure", "i2 i3 middling fairly-sure"))
FORK = theory("now Tea", "now Milk", "long-term-outcomes Rest", links=("i1 i3 strong sure", "i2 i3 weak guess"))


FEW = {"runs": 60, "contacts": 20}
