"""A theory of change, and the picture of one, as HTML; and a comparison of several: headings and lists, every text escaped."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from cbf_widgets.draw.plate import Plate
from cbf_widgets.draw.svg import number, plain
from cbf_widgets.draw.theory_blocks import lines_said
from cbf_widgets.draw.theory_cards import NONE_PRINTED, NONE_YET, said
from cbf_widgets.draw.theory_compared import Compared, compared, namings, title_said
from cbf_widgets.draw.theory_compared import foot as compared_foot
from cbf_widgets.draw.theory_outline import about_arrow, arrows, flags, foot, letters, summary
from cbf_widgets.draw.theory_stages import stands

if TYPE_CHECKING:
    from cbf_widgets.comparing.comparison import TheoryComparison
    from cbf_widgets.draw.theory_stages import Part
    from cbf_widgets.model.theory import TheoryOfChange
    from cbf_widgets.model.theory_parts import Item


def image(plate: Plate) -> str:
    """Return a picture as an image with its data in it; its colours follow the reader's system.

    Examples
    --------
    >>> image(Plate(shapes=(), size=(80, 40), title="Nothing", text="Nothing yet."))[:45]
    '<img role="img" alt="Nothing; in words below"'
    """
    width, height = map(number, plate.size)
    data = b64encode(plate.svg("auto").encode()).decode()
    return (
        f'<img role="img" alt="{plain(plate.title)}; in words below" src="data:image/svg+xml;base64,{data}" '
        f'width="{width}" height="{height}" style="max-width:100%;height:auto;vertical-align:top">'
    )


def theory_html(theory: TheoryOfChange) -> str:
    """Return all that a theory says as headings and lists.

    Examples
    --------
    >>> from cbf_widgets import datasets
    >>> theory_html(datasets.theories()["Croydon"])[:28]
    '<h4><bdi>Croydon</bdi></h4><'
    """
    vision = f"<p><em><bdi>{plain(theory.vision.text)}</bdi></em></p>" if theory.vision.text else ""
    found = [f"<h4><bdi>{plain(theory.title)}</bdi></h4>{vision}<p>{plain(summary(theory))} · {plain(arrows(theory))}</p>"]
    for stand in stands(theory):
        found.append(f"<h5><bdi>{plain(stand.title)}</bdi> ({len(stand.items)})</h5>")
        for part in stand.parts:
            title = f"<h6><bdi>{plain(part.title)}</bdi> ({len(part.items)})</h6>" if part.title else ""
            found.append(title + _part(part, NONE_PRINTED if theory.pages else NONE_YET))
    return "".join([*found, _arrows(theory), *(f"<p>{plain(line)}</p>" for line in foot(theory))])


def _part(part: Part, none: str) -> str:
    """A list; items of one group stand in a list of their own within it."""
    if not part.items:
        return f"<p>{none}</p>"
    rows, group = [], ""
    for item in part.items:
        if item.group != group:
            rows.append("</ul></li>" if group else "")
            rows.append(f"<li><bdi>{plain(item.group)}</bdi>:<ul>" if item.group else "")
            group = item.group
        rows.append(_item(item))
    return f"<ul>{''.join(rows)}{'</ul></li>' if group else ''}</ul>"


def _item(item: Item) -> str:
    about = "; ".join(part for part in (flags(item), lines_said(item.lines)) if part)
    note = "".join(f"<br><small><bdi>{plain(line)}</bdi></small>" for line in item.note.splitlines())
    return f"<li><bdi>{plain(said(item))}</bdi>{f' <small>({plain(about)})</small>' if about else ''}{note}</li>"


def _arrows(theory: TheoryOfChange) -> str:
    if not theory.links:
        return ""
    named, rows = letters(theory), []
    for link in theory.links:
        start, end = (plain(said(theory.item(each))) for each in (link.from_item, link.to_item))
        condition = f"if <bdi>{plain(link.assumption)}</bdi>" if link.assumption else "no assumption is written yet"
        about = f"<small>{plain(about_arrow(link))}</small>"
        rows.append(f"<li>{named[link.id]}. <bdi>{start}</bdi> leads to <bdi>{end}</bdi><br>{condition}<br>{about}</li>")
    return f'<h5>What has to be true for each arrow</h5><ul style="list-style-type:none">{"".join(rows)}</ul>'


def comparison_html(comparison: TheoryComparison) -> str:
    """Return all that a comparison says: a table of counts, its statements, who names which measure.

    Examples
    --------
    >>> from cbf_widgets.comparing import compare_theories
    >>> comparison_html(compare_theories(["Croydon", "Luton"]))[:35]
    '<h4>Two theories, side by side</h4>'
    """
    found = compared(comparison)
    said = "".join(f"<li>{plain(one.says)} {plain(one.asks)}</li>" for one in comparison.statements())
    parts = [f"<h4>{plain(title_said(found))}</h4>", _table(found), _measures(found)]
    parts.append(f"<h5>What the comparison says</h5><ul>{said}</ul>" if said else "")
    return "".join([*parts, *(f"<p>{plain(line)}</p>" for line in compared_foot(found))])


def _table(found: Compared) -> str:
    heads = "".join(f'<th scope="col"><bdi>{plain(title)}</bdi></th>' for _, title in found.themes)
    rows = []
    for theory, title in found.theories:
        cells = "".join(f"<td>{len(found.cells[theory, theme])}</td>" for theme, _ in found.themes)
        named = f"<td>{found.items[theory]}</td><td>{len(found.by(theory))}</td>"
        rows.append(f'<tr><th scope="row"><bdi>{plain(title)}</bdi></th>{cells}{named}</tr>')
    totals = "".join(f"<td>{found.total(theme)}</td>" for theme, _ in found.themes)
    rows.append(
        f'<tr><th scope="row">All together</th>{totals}<td>{sum(found.items.values())}</td><td>{len(found.measures)}</td></tr>'
    )
    ends = '<th scope="col">All</th><th scope="col">Measures named</th>'
    said = "How many items carry each theme; one with two themes stands under both, and counts once under All"
    return f'<table><caption>{said}</caption><tr><th scope="col">Authority</th>{heads}{ends}</tr>{"".join(rows)}</table>'


def _measures(found: Compared) -> str:
    rows = []
    for theme, title in found.themes:
        who = "; ".join(f"{plain(name)}: {plain(', '.join(places))}" for name, places in namings(found, theme))
        if theme or who:
            rows.append(f"<li><bdi>{plain(title)}</bdi>: {who or 'no one names a measure'}</li>")
    return f"<h5>What is measured with what</h5><ul>{''.join(rows)}</ul>"
