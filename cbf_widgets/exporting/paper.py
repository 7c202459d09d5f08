"""Pictures on paper: a PDF of exact size, a page each."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from cbf_widgets.exporting.made import MADE_BY

if TYPE_CHECKING:
    from cbf_widgets.draw.plate import Plate


def plates_pdf(plates: Sequence[Plate], *, theme: str = "print", paper: str = "A4", orientation: str = "portrait") -> bytes:
    """Give pictures as a PDF, each as large as its page lets it.

    Parameters
    ----------
    plates : sequence of Plate
        One a page; the first names the document.
    theme : str
        ``print``, ``light`` or ``dark``.
    paper, orientation : str
        ``A4`` or ``A3``, ``portrait`` or ``landscape``.

    Returns
    -------
    bytes
        The same pictures give the same bytes.

    Examples
    --------
    >>> from cbf_widgets.draw.plate import Plate
    >>> plates_pdf([Plate(shapes=(), size=(80, 40), title="Nothing", text="Nothing yet.")])[:5]
    b'%PDF-'
    """
    from matplotlib import rc_context
    from matplotlib.backends.backend_pdf import PdfPages
    from matplotlib.figure import Figure

    from cbf_widgets.draw.pages import EDGE, page_size
    from cbf_widgets.draw.palette import THEMES
    from cbf_widgets.draw.svg import check_theme

    width, height = page_size(paper, orientation)
    about = {"Title": plates[0].title, "Subject": plates[0].text, "Creator": MADE_BY, "Producer": MADE_BY, "CreationDate": None}
    stream = BytesIO()
    with rc_context({"pdf.fonttype": 42, "pdf.compression": 6}), PdfPages(stream, metadata=about) as pdf:
        for plate in plates:
            figure = Figure(figsize=(width / 25.4, height / 25.4), facecolor=THEMES[check_theme(theme)]["paper"])
            scale = min((width - 2 * EDGE) / plate.size[0], (height - 2 * EDGE) / plate.size[1])
            wide, tall = (side * scale for side in plate.size)
            box = (width - wide) / 2 / width, 1 - (EDGE + tall) / height, wide / width, tall / height
            plate.axes(figure.add_axes(box), theme)
            pdf.savefig(figure, facecolor=figure.get_facecolor())
    return stream.getvalue()
