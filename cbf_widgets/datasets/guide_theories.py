"""The twelve theories of change of the guide, read page by page, each checked on the way in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from cbf_widgets import paths
from cbf_widgets.errors import CbfError, FileError, shown
from cbf_widgets.model.concept import About
from cbf_widgets.model.theory import TheoryOfChange
from cbf_widgets.model.theory_page import TheoryPage
from cbf_widgets.model.theory_parts import Template
from cbf_widgets.yamlfiles import load_items, load_value

FOLDER = "theories"


@cache
def theories() -> Mapping[str, TheoryOfChange]:
    """Return the twelve theories of change that the guide prints.

    Each item is in our own short words, with the lines it was read from. The pages are damaged: where an item's column is a
    reading, its ``placement`` says so; what the page cuts short stays cut short. No theory holds a link: the guide prints none.

    Returns
    -------
    Mapping
        From the name of the local authority to its `TheoryOfChange`, in alphabetical order.

    Examples
    --------
    >>> croydon = theories()["Croydon"]
    >>> croydon.template, croydon.items[0].column, croydon.links
    ('six-column', 'opportunities', ())

    Notes
    -----
    Source: LFO guide, lines 4019-6576.
    """
    files = sorted((paths.datasets_dir() / FOLDER).glob("*.yaml"))
    return MappingProxyType({theory.authority: theory for theory in map(_theory, files)})


def theory_page(theory: str) -> TheoryPage:
    """Return a page as it was read: what became an item, and which lines are headings and the like.

    Parameters
    ----------
    theory : str
        The id of one of the twelve, such as ``croydon``.

    Returns
    -------
    TheoryPage
        Vision, items and furniture: every line of the page that has text.

    Raises
    ------
    CbfError
        When there is none of this id; the message lists those there are.

    Examples
    --------
    >>> theory_page("croydon").pages
    (4545, 4792)
    """
    return _page(_known(theory))


def about_theory(theory: str) -> About:
    """Return where a theory was read from, and what is doubtful in the reading.

    Parameters
    ----------
    theory : str
        The id of one of the twelve.

    Returns
    -------
    About
        Source, terms and doubts.

    Examples
    --------
    >>> about_theory("croydon").sources[0].short_name
    'LFO guide'
    """
    return load_value(_file(_known(theory)), "about", About)


def templates() -> tuple[Template, ...]:
    """Return the forms on which the twelve are printed: six columns, and five with existing strategies.

    Returns
    -------
    tuple of Template
        Their columns, each with a question of ours that helps to fill it.

    Examples
    --------
    >>> [template.id for template in templates()]
    ['six-column', 'five-column']

    Notes
    -----
    Source: LFO guide, lines 4019-6576; the questions are ours.
    """
    return load_items(paths.datasets_dir() / "theory_templates.yaml", "items", Template)


def template(name: str) -> Template:
    """Return the form of this name.

    Parameters
    ----------
    name : str
        ``six-column`` or ``five-column``.

    Returns
    -------
    Template
        Its columns.

    Raises
    ------
    CbfError
        When there is none of this name.

    Examples
    --------
    >>> template("five-column").columns[-1].id
    'existing_strategies'
    """
    known = {one.id: one for one in templates()}
    if name not in known:
        raise CbfError(f"one of {', '.join(known)}", shown(name), place="template", advice="Use one of these names.")
    return known[name]


def _theory(file: Path) -> TheoryOfChange:
    page = _page(file.stem)
    try:
        return page.theory(file.stem, template(page.template))
    except CbfError as error:
        raise FileError(error.expected, error.came, place=error.place, file=file.name, advice=error.advice) from None


def _page(theory: str) -> TheoryPage:
    return load_value(_file(theory), "theory", TheoryPage)


def _file(theory: str) -> Path:
    return paths.datasets_dir() / FOLDER / f"{theory}.yaml"


def _known(theory: str) -> str:
    known = [one.id for one in theories().values()]
    if theory not in known:
        raise CbfError(f"one of {', '.join(known)}", shown(theory), place="theory", advice="Use one of these ids.")
    return theory
