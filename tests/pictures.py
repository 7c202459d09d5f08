"""What tests ask of a picture: its shapes one by one, and whether its words lie on each other."""

from __future__ import annotations

import warnings
from itertools import combinations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from cbf_widgets.draw.palette import THEMES, contrast
from cbf_widgets.draw.scene import Group, Words


def flat(shapes):
    """Every simple shape; groups that are moved or scaled are not looked into."""
    for shape in shapes:
        if isinstance(shape, Group) and shape.shift == (0.0, 0.0) and shape.scale == 1.0:
            yield from flat(shape.shapes)
        else:
            yield shape


def words(plate):
    return [shape for shape in flat(plate.shapes) if isinstance(shape, Words)]


def texts(plate):
    return [each.text for each in words(plate)]


def drawn(plate, theme="light", dpi=100):
    """The axes after drawing for real, with every warning an error."""
    figure = Figure(figsize=(plate.size[0] / 100, plate.size[1] / 100), dpi=dpi)
    axes = plate.axes(figure.add_axes((0, 0, 1, 1)), theme)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        FigureCanvasAgg(figure).draw()
    return axes


def overlapping(axes, shrink=0.5):
    """Pairs of texts whose letters, as drawn, lie on each other."""
    boxes = [(text.get_text(), text.get_window_extent()) for text in axes.texts if text.get_text().strip()]
    return [
        (a, b)
        for (a, one), (b, other) in combinations(boxes, 2)
        if min(one.x1, other.x1) - max(one.x0, other.x0) > shrink and min(one.y1, other.y1) - max(one.y0, other.y0) > shrink
    ]


def outside(axes):
    """Texts that leave the picture."""
    page = axes.get_window_extent()
    boxes = [(text.get_text(), text.get_window_extent()) for text in axes.texts]
    return [text for text, box in boxes if box.x0 < page.x0 or box.x1 > page.x1 or box.y0 < page.y0 or box.y1 > page.y1]


def faint(plate, papers=("paper",), least=4.5):
    """Colours of texts that can't be read on one of the papers, in any theme."""
    return {
        (theme, each.colour, paper)
        for each in words(plate)
        for theme, colours in THEMES.items()
        for paper in papers
        if contrast(colours[each.colour], colours[paper]) < least
    }
