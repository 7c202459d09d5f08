"""A theory of change for other programs: a Mermaid flowchart, and the two spreadsheets that Kumu takes in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from cbf_widgets.model.sheet import csv_text
from cbf_widgets.model.theory_parts import Column, Item

if TYPE_CHECKING:
    from cbf_widgets.model.theory import TheoryOfChange

# Letters of any script, digits and the few signs between words that neither Mermaid, nor Markdown, nor HTML takes for its
# own. All else is written as its number. The last two of the signs taken out are those that Mermaid itself writes for “#;”.
_STRANGE = re.compile(r"[\x00-\x7f](?<![A-Za-z0-9 ,'])(?!(?<=[a-z]\.)(?:\s|$))(?!(?<=[A-Za-z]-)[A-Za-z])|[ﬂ¶\u2028\u2029]")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#!~])")


def to_mermaid(theory: TheoryOfChange) -> str:
    """Give a theory as a Mermaid flowchart from left to right, its stages and columns as boxes.

    A label stands in it as text: whatever Mermaid, Markdown or HTML could take for its own is written as the number of
    the character.

    Parameters
    ----------
    theory : TheoryOfChange
        The theory.

    Returns
    -------
    str
        Text that Mermaid draws; of an arrow, the assumption is its label.

    Examples
    --------
    >>> from cbf_widgets.model.theory import TheoryOfChange
    >>> theory = TheoryOfChange(id="t", title="T").add_column("Now").add_item("now", "Tea <b>").add_item("now", "Talk")
    >>> print(to_mermaid(theory.link("i1", "i2", assumption="There is time")))
    flowchart LR
      subgraph c1["Now"]
        n1["Tea #60;b#62;"]
        n2["Talk"]
      end
      n1 -->|"There is time"| n2
    """
    return "\n".join(_mermaid(theory))


def _mermaid(theory: TheoryOfChange) -> Iterator[str]:
    node = {item.id: f"n{number}" for number, item in enumerate(theory.items, start=1)}
    box = {column.id: f"c{number}" for number, column in enumerate(theory.columns, start=1)}
    yield "flowchart LR"
    stages = groupby(theory.columns, key=lambda column: column.stage or column.id)
    for number, (_, columns) in enumerate(stages, start=1):
        together = list(columns)
        shared = bool(together[0].stage)
        space = "  " * (shared + 1)
        if shared:
            yield f'  subgraph s{number}["{_label(together[0].stage)}"]'
        for column in together:
            yield f'{space}subgraph {box[column.id]}["{_label(column.title)}"]'
            yield from (f'{space}  {node[item.id]}["{_label(item.text)}"]' for item in theory.of_column(column.id))
            yield f"{space}end"
        if shared:
            yield "  end"
    for link in theory.links:
        label = f'|"{_label(link.assumption)}"|' if link.assumption.strip() else ""
        yield f"  {node[link.from_item]} -->{label} {node[link.to_item]}"


def _label(text: str) -> str:
    line = " ".join(text.split())
    return _STRANGE.sub(lambda found: f"#{ord(found[0])};", line) or "#8203;"


def kumu(theory: TheoryOfChange) -> dict[str, str]:
    """Give a theory as the two spreadsheets that Kumu takes in.

    Both begin with an ``ID``, so that two items of the same words stay two, and so that a second import renews the first.
    Kumu parts cells at “|” and reads descriptions as Markdown: a “|” becomes “/”, and signs of Markdown are escaped.
    An apostrophe stands before whatever a spreadsheet could take for a formula.

    Parameters
    ----------
    theory : TheoryOfChange
        The theory.

    Returns
    -------
    dict
        From a file's name (``elements.csv``, ``connections.csv``) to its text; write it as UTF-8.

    Examples
    --------
    >>> from cbf_widgets.model.theory import TheoryOfChange
    >>> theory = TheoryOfChange(id="t", title="T").add_column("Now").add_item("now", "Tea").add_item("now", "Talk")
    >>> print(kumu(theory.link("i1", "i2", strength="weak"))["connections.csv"].replace('"', ""))
    ID,From,To,Label,Type,Strength,Confidence,Description
    a1,i1,i2,,leads-to,weak,,
    """
    name = _kumu_ids([item.id for item in theory.items])
    elements = [
        (name[item.id], _cell(item.text), _cell(column.title), _described(item), _tags(item, column))
        for item in theory.items for column in [theory.column(item.column)]
    ]  # fmt: skip
    arrow = _kumu_ids([link.id for link in theory.links])
    connections = [
        (arrow[link.id], name[link.from_item], name[link.to_item], _cell(link.assumption), "leads-to", link.strength,
         link.confidence, _told(("What speaks for it", link.evidence), ("Who could tell", link.asks)))
        for link in theory.links
    ]  # fmt: skip
    return {
        "elements.csv": csv_text(("ID", "Label", "Type", "Description", "Tags"), elements),
        "connections.csv": csv_text(("ID", "From", "To", "Label", "Type", "Strength", "Confidence", "Description"), connections),
    }


def _kumu_ids(ids: list[str]) -> dict[str, str]:
    """Kumu's search stumbles over underscores: hyphens stand for them unless two ids would become one."""
    plain = [identifier.replace("_", "-") for identifier in ids]
    return dict(zip(ids, plain if len(set(plain)) == len(ids) else ids, strict=True))


def _described(item: Item) -> str:
    lines = ", ".join(map(str, item.lines))
    cut = "The page cuts it short." if item.cut_off else ""
    read = "Its column is a reading of a damaged page." if item.placement == "read" else ""
    return _told(("Note", item.note), ("Lines of the guide", lines), ("", cut), ("", read))


def _told(*parts: tuple[str, str]) -> str:
    said = [f"{name}: {text}" if name else text for name, text in parts if text.strip()]
    return _cell(_MARKDOWN.sub(r"\\\1", "\n\n".join(said)), lines=True)


def _tags(item: Item, column: Column) -> str:
    cut = "cut short" if item.cut_off else ""
    read = "reading" if item.placement == "read" else ""
    return "|".join(tag for tag in map(_cell, (column.stage, item.group, cut, read)) if tag)


def _cell(text: str, *, lines: bool = False) -> str:
    text = text.replace("|", "/")
    return text.strip() if lines else " ".join(text.split())
