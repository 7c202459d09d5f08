"""An answer that opens with a click, so that somebody can guess before they look."""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

LONGEST_NUMBER = 24  # letters in a cell that may still be a number and what it counts


@dataclass(frozen=True)
class Folded:
    """What a notebook's cell shows as a line to click; opened, it shows the rest.

    Attributes
    ----------
    summary : str
        The line to click.
    parts : tuple
        Texts, tables (from a row's name to its cells, the first row being the heading) and figures or axes of matplotlib.

    Examples
    --------
    >>> Folded("Open", ("Five < six.",))._repr_html_()
    '<details><summary>Open</summary><p>Five &lt; six.</p></details>'
    """

    summary: str
    parts: tuple[Any, ...]

    def __repr__(self) -> str:
        return f"Folded({self.summary!r})"

    def _repr_html_(self) -> str:
        return f"<details><summary>{escape(self.summary)}</summary>{''.join(map(_html, self.parts))}</details>"


def folded(summary: str, *parts: str | Mapping[str, Sequence[Any]] | Any) -> Folded:
    """Fold an answer away under a line to click.

    Parameters
    ----------
    summary : str
        The line to click.
    *parts
        What opens: texts, tables as a mapping from a row's name to its cells, the first row being the heading, and figures or axes of matplotlib.

    Returns
    -------
    Folded
        To be a cell's last line.

    Examples
    --------
    >>> folded("Open when you have your number", {"loops after": [13, 52], "with contagion": [2, 14]})
    Folded('Open when you have your number')
    """
    return Folded(summary, parts)


def _html(part: Any) -> str:
    if isinstance(part, str):
        return f"<p>{escape(part)}</p>"
    return _table(part) if isinstance(part, Mapping) else _picture(part)


def _table(rows: Mapping[str, Sequence[Any]]) -> str:
    (corner, heading), *others = rows.items()
    columns = zip(*(cells for _, cells in others), strict=True)
    styles = [' style="text-align: left"' if _is_words(cells) else "" for cells in columns] or [""] * len(heading)
    head = "".join(f'<th scope="col"{style}>{escape(str(cell))}</th>' for cell, style in zip(heading, styles, strict=True))
    body = "".join(
        f'<tr><th scope="row" style="text-align: left">{escape(name)}</th>{_cells(cells, styles)}</tr>' for name, cells in others
    )
    return f'<table><thead><tr><th scope="col" style="text-align: left">{escape(corner)}</th>{head}</tr></thead><tbody>{body}</tbody></table>'


def _cells(cells: Sequence[Any], styles: Sequence[str]) -> str:
    return "".join(f"<td{style}>{escape(str(cell))}</td>" for cell, style in zip(cells, styles, strict=True))


def _is_words(column: Sequence[Any]) -> bool:
    """Whether a column is read rather than compared: words begin at the left, numbers end at the right."""
    texts = [str(cell) for cell in column]
    return max(map(len, texts)) > LONGEST_NUMBER or not any(letter.isdigit() for text in texts for letter in text)


def _picture(drawn: Any) -> str:
    """Give a picture as an image with its words, and close it, so that no cell shows it once more below."""
    from matplotlib import pyplot as plt

    figure = drawn.figure  # of axes and of a figure alike
    words = " ".join(label for axes in figure.axes if (label := axes.get_label()) and not label.startswith("<"))
    stream = io.BytesIO()
    figure.savefig(stream, format="svg", bbox_inches="tight", metadata={"Date": None})
    plt.close(figure)
    data = b64encode(stream.getvalue()).decode()
    return f'<img alt="{escape(words)}" style="width: 100%; max-width: 56rem" src="data:image/svg+xml;base64,{data}"/>'
