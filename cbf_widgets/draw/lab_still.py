"""An ensemble as the figure that a saved notebook shows with no kernel: the network at the end, the bands, and all of it in words."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from cbf_widgets.draw.counts import reached_in_100
from cbf_widgets.draw.ensemble_scene import SIZE, ensemble_plate
from cbf_widgets.draw.network_plate import network_plate
from cbf_widgets.draw.plate import Plate
from cbf_widgets.draw.step_sign import outlined_levels
from cbf_widgets.draw.svg import number, plain
from cbf_widgets.simulation.phrases import count

if TYPE_CHECKING:
    from cbf_widgets.simulation.ensemble import Ensemble

_TALL = 560.0  # at most, however long the list of steps is
_ROOM = 27.0  # columns of a table are as many as outlines in a sign of this size


def lab_still(ensemble: Ensemble, beside: Ensemble | None = None, run: int = 0, label: str = "") -> str:
    """Return the figure that a saved notebook carries of a lab.

    The pictures are images with their data in them, not SVG among the HTML: JupyterLab takes SVG elements out of a notebook that it
    doesn't trust yet. There is no id, script or style sheet outside the images, and nothing comes from the network.

    Parameters
    ----------
    ensemble, beside : Ensemble
        What is shown, and what stands beside it.
    run : int
        Which run stands out, from 0.
    label : str
        What stands beside, in words; by default found out.

    Returns
    -------
    str
        An HTML ``figure`` with the class ``cbf-static``; its colours follow the reader's system.

    Raises
    ------
    CbfError
        When there is no such run, or the two can't be drawn on one pair of axes.

    Examples
    --------
    >>> from cbf_widgets import StepNetwork, simulate
    >>> text = lab_still(simulate(StepNetwork.from_vocabulary("partnership-building"), seed=7), run=6)
    >>> text.count("<img "), "Of 100 runs" in text
    (2, True)
    """
    network = network_plate(ensemble.network, ensemble, run)
    bands = ensemble_plate(ensemble, beside, run, label=label, size=(network.size[0], min(max(network.size[1], SIZE[1]), _TALL)))
    said = "".join(f"<p>{plain(plate.text)}</p>" for plate in (bands, network))
    return (
        f'<figure class="cbf-static" style="margin:0">{_image(network)}{_image(bands)}'
        f"<figcaption><p><strong>{plain(bands.title)}</strong></p>{_table(ensemble)}{said}</figcaption></figure>\n"
    )


def _image(plate: Plate) -> str:
    width, height = map(number, plate.size)
    data = b64encode(plate.svg("auto").encode()).decode()
    return (
        f'<img alt="{plain(plate.title)}; in words below" src="data:image/svg+xml;base64,{data}" '
        f'width="{width}" height="{height}" style="max-width:100%;height:auto;vertical-align:top">'
    )


def _table(ensemble: Ensemble) -> str:
    """How many of 100 runs have come how far, step by step."""
    levels = outlined_levels(ensemble.network.loops, _ROOM)
    heads = "".join(f'<th scope="col">loop {level}</th>' for level in levels)
    rows = []
    for i, (name, found) in enumerate(zip(ensemble.network.labels, reached_in_100(ensemble).tolist(), strict=True)):
        cells = "".join(f"<td>{found[level - 1]}</td>" for level in levels)
        rows.append(f'<tr><th scope="row">{i + 1}. <bdi>{plain(name)}</bdi></th>{cells}</tr>')
    said = f"Of 100 runs, so many have come to each loop or further after {count(ensemble.contacts, 'contact')}"
    return f'<table><caption>{said}</caption><tr><th scope="col">Step</th>{heads}</tr>{"".join(rows)}</table>'
