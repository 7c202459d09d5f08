"""What the guide to Local Family Offers names and says, as typed values, each with its lines."""

from __future__ import annotations

from cbf_widgets import paths
from cbf_widgets.model.guide import Measure, Programme
from cbf_widgets.model.guide_parts import CaseStudy, Component, Continuum, KeyLearning
from cbf_widgets.yamlfiles import load_items, load_value


def measures() -> tuple[Measure, ...]:
    """Return the measures and tools of measurement that the guide names.

    Returns
    -------
    tuple of Measure
        What each measures, who fills it in, its standing, and who uses it where; no items, no cut-offs.

    Examples
    --------
    >>> {measure.id: measure for measure in measures()}["sdq"].used_by
    ('Dorset', 'Luton', 'Newcastle upon Tyne')
    """
    return load_items(paths.datasets_dir() / "measures.yaml", "items", Measure)


def programmes() -> tuple[Programme, ...]:
    """Return the programmes, trainings and interventions that the guide names.

    Returns
    -------
    tuple of Programme
        What each is, and who uses it where.

    Examples
    --------
    >>> {programme.id: programme for programme in programmes()}["caring-dads"].used_by
    ('Lambeth',)
    """
    return load_items(paths.datasets_dir() / "programmes.yaml", "items", Programme)


def components() -> tuple[Component, ...]:
    """Return the three components of a Local Family Offer.

    Returns
    -------
    tuple of Component
        Workforce, pathway, culture.

    Examples
    --------
    >>> [component.id for component in components()]
    ['workforce', 'pathway', 'culture']
    """
    return load_items(paths.datasets_dir() / "components.yaml", "items", Component)


def continuum() -> Continuum:
    """Return the continuum of relationship support.

    Returns
    -------
    Continuum
        Three levels, as far as the words of the guide's figure survive.

    Examples
    --------
    >>> [level.name for level in continuum().levels]
    ['Early intervention', 'Targeted interventions', 'Specialist interventions']
    """
    return load_value(paths.datasets_dir() / "continuum.yaml", "continuum", Continuum)


def case_studies() -> tuple[CaseStudy, ...]:
    """Return the guide's case studies.

    Returns
    -------
    tuple of CaseStudy
        27, in the guide's order.

    Examples
    --------
    >>> case_studies()[0].authorities
    ('Gateshead',)
    """
    return load_items(paths.datasets_dir() / "case_studies.yaml", "items", CaseStudy)


def key_learning() -> tuple[KeyLearning, ...]:
    """Return the points of key learning.

    Returns
    -------
    tuple of KeyLearning
        In the guide's order, told apart by ``component``.

    Examples
    --------
    >>> sum(point.component == "culture" for point in key_learning())
    7
    """
    return load_items(paths.datasets_dir() / "key_learning.yaml", "items", KeyLearning)
