"""What all exports share: what made them, how large and how fine a PNG is, a graph as GraphML."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from cbf_widgets import __version__
from cbf_widgets.errors import CbfError, shown

MADE_BY = f"cbf_widgets {__version__}"
MILLIMETRES = 200.0  # how wide a PNG is in print
LEAST_DPI, MOST_DPI = 30, 1200


def checked_dpi(dpi: Any) -> float:
    """Return how many dots an inch a picture has, if that is a number it can have.

    Examples
    --------
    >>> checked_dpi(300)
    300.0
    """
    try:
        fits = LEAST_DPI <= float(dpi) <= MOST_DPI
    except (TypeError, ValueError, OverflowError):
        fits = False
    if not fits:
        raise CbfError(f"a number from {LEAST_DPI} to {MOST_DPI}", shown(dpi), place="dpi")
    return float(dpi)


def graphml(graph: Any, made_by: str = MADE_BY) -> bytes:
    """Give a graph of networkx as GraphML that says in a comment what made it.

    Parameters
    ----------
    graph : networkx.Graph
        Of any kind.
    made_by : str
        Without two hyphens in a row, which no comment can hold.

    Returns
    -------
    bytes
        In UTF-8.

    Examples
    --------
    >>> import networkx as nx
    >>> graphml(nx.path_graph(2)).decode().splitlines()[1][:16]
    '<!-- cbf_widgets'
    """
    import networkx as nx

    stream = BytesIO()
    nx.write_graphml_xml(graph, stream, encoding="utf-8", prettyprint=True)
    return stream.getvalue().replace(b"?>", f"?>\n<!-- {made_by} -->".encode(), 1)
