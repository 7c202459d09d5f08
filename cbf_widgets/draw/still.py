"""A spiral as an SVG file, and as the figure that a saved notebook shows with no kernel."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from cbf_widgets.draw.layout import picture
from cbf_widgets.draw.outline import NOTHING, Row, rows
from cbf_widgets.draw.spiral_scene import NAMES
from cbf_widgets.draw.svg import plain, svg
from cbf_widgets.model.words import describe, summarise

if TYPE_CHECKING:
    from cbf_widgets.model.spiral import Spiral


def spiral_svg(spiral: Spiral, theme: str = "light", *, words: bool = True, chosen: str | None = None) -> str:
    """Return a spiral as one SVG document, with the outline in words beside it or, when long, below it.

    Parameters
    ----------
    spiral : Spiral
        What to draw.
    theme : str
        ``light``, ``dark``, ``print``, or ``auto``: as the reader's system is set.
    words : bool
        Whether the outline in words belongs to the picture.
    chosen : str, optional
        Id of a mark that stands out.

    Returns
    -------
    str
        Self-contained, without ids or scripts; it says in words what it shows.

    Raises
    ------
    CbfError
        When there is no such theme or mark.

    Examples
    --------
    >>> from cbf_widgets.model.spiral import Spiral
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> text = spiral_svg(Spiral(vocabulary=own).add("tea", 0.5, label="First <visit>"))
    >>> text.startswith("<svg "), "First &lt;visit&gt;" in text
    (True, True)
    """
    shapes, size = picture(spiral, words=words, chosen=chosen)
    return svg(shapes, size, title=spiral.title or "A spiral", text=describe(spiral), theme=theme)


def static_figure(spiral: Spiral) -> str:
    """Return the figure that a saved notebook carries: the picture, and all of it in words.

    The picture is an image with its data in it, not SVG among the HTML: JupyterLab takes SVG elements out of a
    notebook that it doesn't trust yet, and would leave only the numbers. There is no id, script or style sheet
    outside the image, and nothing comes from the network.

    Parameters
    ----------
    spiral : Spiral
        What to show.

    Returns
    -------
    str
        An HTML ``figure`` with the class ``cbf-static``.

    Examples
    --------
    >>> from cbf_widgets.model.spiral import Spiral
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> text = static_figure(Spiral(vocabulary=own, title="Ours").add("tea", 0.5, label="First <visit>"))
    >>> "<li>1. <bdi>First &lt;visit&gt;</bdi> (Tea)</li>" in text
    True
    """
    image = b64encode(spiral_svg(spiral, "auto", words=False).encode()).decode()
    alias = f"<p><bdi>{plain(spiral.alias)}</bdi></p>" if spiral.alias else ""
    listed = "".join(_loop_html(i + 1, loop) for i, loop in enumerate(rows(spiral)))
    return (
        f'<figure class="cbf-static" style="margin:0">'
        f'<img alt="{plain(f"Spiral: {summarise(spiral)}; in words below")}" src="data:image/svg+xml;base64,{image}" width="640" height="640" '
        'style="max-width:100%;height:auto">'
        f"<figcaption><p><strong><bdi>{plain(spiral.title or 'A spiral')}</bdi></strong></p>{alias}"
        f"<p>{plain(summarise(spiral))}</p>{listed}</figcaption></figure>\n"
    )


def _loop_html(number: int, loop: list[Row]) -> str:
    items = "".join(map(_row_html, loop)) or f"<li>{NOTHING}</li>"
    return f'<p>Loop {number}</p><ul style="list-style-type:none">{items}</ul>'


def _row_html(row: Row) -> str:
    number = f"{row.number}. " if row.number else ""
    detail = f" ({plain(row.detail)})" if row.detail else ""
    nurtured = ", ".join(NAMES[aspect].lower() for aspect in getattr(row.part, "nurtures", ()))
    nurtures = f", nurtures {nurtured}" if nurtured else ""
    note = "".join(f"<br><bdi>{plain(line)}</bdi>" for line in row.note.splitlines())
    return f"<li>{number}<bdi>{plain(row.title)}</bdi>{detail}{nurtures}{note}</li>"
