"""A picture as SVG text: self-contained, without ids, scripts or anything from the network."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from cbf_widgets import __version__
from cbf_widgets.draw.palette import THEMES
from cbf_widgets.draw.scene import Curve, Disc, Group, Ink, Shape, Trace, Words
from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.value import unprintable

FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', Arial, sans-serif"


def check_theme(theme: str, *, auto: bool = False) -> str:
    """Return the theme if there is one of that name, else raise `CbfError`.

    Examples
    --------
    >>> check_theme("dark")
    'dark'
    """
    allowed = (*THEMES, "auto") if auto else tuple(THEMES)
    if theme in allowed:
        return theme
    raise CbfError(f"one of {', '.join(allowed)}", shown(theme), place="theme")


def svg(shapes: Iterable[Shape], size: tuple[float, float], *, title: str, text: str, theme: str = "light") -> str:
    """Return shapes as one SVG document.

    Parameters
    ----------
    shapes : iterable of Shape
        From the back to the front.
    size : (float, float)
        Width and height of the picture.
    title, text : str
        What it is called, and what it shows, for those who can't see it.
    theme : str
        ``light``, ``dark``, ``print``, or ``auto``: as the reader's system is set, light where that is unknown.

    Returns
    -------
    str
        The document; it may also stand inside a web page.

    Raises
    ------
    CbfError
        When there is no such theme.

    Examples
    --------
    >>> dot = Disc((4, 4), 2, Ink(fill="help"))
    >>> print(svg([dot], (8, 8), title="A dot", text="").splitlines()[-2])
    <circle cx="4" cy="4" r="2" fill="#ad4029"/>
    """
    pen = _Pen(check_theme(theme, auto=True))
    width, height = map(number, size)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="{plain(title)}" class="cbf-picture cbf-{theme}" font-family="{plain(FONTS)}" '
        'stroke-linecap="round" stroke-linejoin="round">'
    )
    said = f"<title>{plain(title)}</title>\n<desc>{plain(text)}</desc>\n<!-- cbf_widgets {__version__} -->"
    paper = f'<rect width="{width}" height="{height}" {pen.paint("fill", "paper")}/>'
    body = "\n".join(pen.draw(shape) for shape in shapes)
    return "\n".join((head, said, *pen.style(), paper, body, "</svg>\n"))


def plain(text: str) -> str:
    """Return a text so that no reader of XML takes any of it for markup.

    Examples
    --------
    >>> plain('<script> & "tea"')
    '&lt;script&gt; &amp; &quot;tea&quot;'
    """
    return escape("".join("\ufffd" if unprintable(c) and c not in "\n\t" else c for c in text))


def number(value: float) -> str:
    """Return a number as short as a picture needs it.

    Examples
    --------
    >>> number(16.0), number(0.126), number(-0.001)
    ('16', '0.13', '0')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


class _Pen:
    """Writes shapes in the colours of one theme."""

    def __init__(self, theme: str) -> None:
        self.auto = theme == "auto"
        self.colours = THEMES["light" if self.auto else theme]

    def style(self) -> list[str]:
        """The dark colours, for readers whose system is dark; everybody else has the attributes."""
        if not self.auto:
            return []
        dark = "".join(f"--cbf-{name}:{colour};" for name, colour in THEMES["dark"].items())
        return [f"<style>@media screen and (prefers-color-scheme:dark){{.cbf-auto{{{dark}}}}}</style>"]

    def paint(self, what: str, role: str) -> str:
        colour = self.colours[role] if role else "none"
        if self.auto and role:
            return f'{what}="{colour}" style="{what}:var(--cbf-{role},{colour})"'
        return f'{what}="{colour}"'

    def draw(self, shape: Shape) -> str:
        if isinstance(shape, Group):
            return self._group(shape)
        if isinstance(shape, Words):
            return self._words(shape)
        if isinstance(shape, Disc):
            x, y = map(number, shape.centre)
            return f'<circle cx="{x}" cy="{y}" r="{number(shape.radius)}" {self._ink(shape.ink)}/>'
        return f'<path d="{_course(shape)}" {self._ink(shape.ink)}/>'

    def _group(self, group: Group) -> str:
        moved = group.shift != (0.0, 0.0) or group.scale != 1.0
        where = f"translate({number(group.shift[0])} {number(group.shift[1])}) scale({group.scale:.6g})"
        open_tag = f'<g transform="{where}">' if moved else "<g>"
        name = f"<title>{plain(group.name)}</title>" if group.name else ""
        return f"{open_tag}{name}{''.join(map(self.draw, group.shapes))}</g>"

    def _words(self, words: Words) -> str:
        x, y = map(number, words.at)
        form = "".join(
            part
            for part, wanted in (
                (f' text-anchor="{words.anchor}"', words.anchor != "start"),
                (' font-weight="600"', words.bold),
                (' font-style="italic"', words.slanted),
            )
            if wanted
        )
        start = f'<text x="{x}" y="{y}" font-size="{number(words.size)}"{form} '
        text = plain(words.text)
        rim = ""
        if words.halo:  # a text of its own below: `paint-order` isn't known everywhere
            width = number(2 * words.halo)
            rim = f'{start}aria-hidden="true" fill="none" stroke-width="{width}" {self.paint("stroke", "paper")}>{text}</text>'
        return f"{rim}{start}{self.paint('fill', words.colour)}>{text}</text>"

    def _ink(self, ink: Ink) -> str:
        parts = [self.paint("fill", ink.fill)] if ink.fill or ink.stroke else []
        if ink.stroke:
            parts = [_joined(self.paint("fill", ink.fill), self.paint("stroke", ink.stroke))]
            parts.append(f'stroke-width="{number(ink.width)}"')
        if ink.dash:
            parts.append(f'stroke-dasharray="{" ".join(map(number, ink.dash))}"')
        if ink.opacity < 1:
            parts.append(f'opacity="{number(ink.opacity)}"')
        return " ".join(parts)


def _joined(fill: str, stroke: str) -> str:
    """Two paints side by side, with one ``style`` attribute where both bring one."""
    (fill, _, one), (stroke, _, other) = fill.partition(' style="'), stroke.partition(' style="')
    style = ";".join(part.rstrip('"') for part in (one, other) if part)
    return f'{fill} {stroke} style="{style}"' if style else f"{fill} {stroke}"


def _course(shape: Trace | Curve) -> str:
    if isinstance(shape, Curve):
        start, control, end = (f"{number(x)} {number(y)}" for x, y in (shape.start, shape.control, shape.end))
        return f"M{start}Q{control} {end}"
    runs = ("L".join(f"{number(x)} {number(y)}" for x, y in piece) for piece in shape.pieces)
    return "".join(f"M{run}{'Z' if shape.closed else ''}" for run in runs)
