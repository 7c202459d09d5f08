"""A theory of change, or several side by side, as the figure that a saved notebook shows with no kernel: picture and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbf_widgets.draw.theory_coverage import coverage_plate
from cbf_widgets.draw.theory_html import comparison_html, image, theory_html
from cbf_widgets.draw.theory_matrix import theme_plate
from cbf_widgets.draw.theory_plate import theory_plate

if TYPE_CHECKING:
    from cbf_widgets.comparing.comparison import TheoryComparison
    from cbf_widgets.model.theory import TheoryOfChange


def theory_still(theory: TheoryOfChange, trace: str | None = None) -> str:
    """Return the figure that a saved notebook carries of a theory.

    The picture is an image with its data in it, not SVG among the HTML: JupyterLab takes SVG elements out of a notebook that it
    doesn't trust yet. There is no id, script or style sheet outside the image, and nothing comes from the network.

    Parameters
    ----------
    theory : TheoryOfChange
        What is shown.
    trace : str, optional
        Id of an item whose path stands large.

    Returns
    -------
    str
        An HTML ``figure`` with the class ``cbf-static``; its colours follow the reader's system.

    Raises
    ------
    CbfError
        When there is no such item.

    Examples
    --------
    >>> from cbf_widgets import datasets
    >>> text = theory_still(datasets.theories()["Croydon"])
    >>> text.count("<img "), "<h5><bdi>Now</bdi> (" in text
    (1, True)
    """
    return (
        f'<figure class="cbf-static" style="margin:0">{image(theory_plate(theory, trace))}'
        f"<figcaption>{theory_html(theory)}</figcaption></figure>\n"
    )


def comparison_still(comparison: TheoryComparison) -> str:
    """Return the figure that a saved notebook carries of a comparison: both pictures, every count as a table, what it says, who measures what.

    Parameters
    ----------
    comparison : TheoryComparison
        What is shown.

    Returns
    -------
    str
        An HTML ``figure`` with the class ``cbf-static``; its colours follow the reader's system.

    Examples
    --------
    >>> from cbf_widgets.comparing import compare_theories
    >>> text = comparison_still(compare_theories(["Croydon", "Luton"]))
    >>> text.count("<img "), '<th scope="row"><bdi>Croydon</bdi></th>' in text
    (2, True)
    """
    pictures = "".join(image(plate) for plate in (theme_plate(comparison), coverage_plate(comparison)))
    return (
        f'<figure class="cbf-static" style="margin:0">{pictures}<figcaption>{comparison_html(comparison)}</figcaption></figure>\n'
    )
