"""What the simulation assumes, as typed values: what each number means, and the numbers that it starts with."""

from __future__ import annotations

from cbf_widgets import paths
from cbf_widgets.model.assumption import Assumption, Section
from cbf_widgets.model.plan import EffortPlan
from cbf_widgets.model.preset import Preset
from cbf_widgets.model.starting import StartingValues
from cbf_widgets.model.theory_number import TheoryNumber
from cbf_widgets.yamlfiles import load_items, load_value


def assumptions() -> tuple[Assumption, ...]:
    """Return every number of a simulation: what it means, and what it may be.

    Returns
    -------
    tuple of Assumption
        Those of steps, of edges, of the whole network, of the study.

    Examples
    --------
    >>> {each.name: each.unit for each in assumptions()}["ratchet"]
    'in 100'
    """
    return load_items(paths.datasets_dir() / "assumptions.yaml", "items", Assumption)


def sheet_sections() -> tuple[Section, ...]:
    """Return what the assumption sheet says beside the numbers.

    Returns
    -------
    tuple of Section
        What a simulation is, what it isn't, what happens in a contact, its limits.

    Examples
    --------
    >>> [section.heading for section in sheet_sections()][:2]
    ['What this is', "What it isn't"]
    """
    return load_items(paths.datasets_dir() / "assumptions.yaml", "sections", Section)


def starting_values() -> StartingValues:
    """Return the numbers that a network of steps starts with.

    Returns
    -------
    StartingValues
        All of them assumptions.

    Examples
    --------
    >>> starting_values().ratchet
    0.12
    """
    return load_value(paths.datasets_dir() / "starting_values.yaml", "values", StartingValues)


def effort_plans() -> tuple[EffortPlan, ...]:
    """Return plans of effort to compare, each of the same amount.

    Returns
    -------
    tuple of EffortPlan
        Listening first, steady, listening late, listening in haste, rushing to intervene.

    Examples
    --------
    >>> effort_plans()[-1].title
    'Rushing to intervene'
    """
    return load_items(paths.datasets_dir() / "effort_plans.yaml", "items", EffortPlan)


def presets() -> tuple[Preset, ...]:
    """Return settings chosen to show something, each with its opposite.

    Returns
    -------
    tuple of Preset
        See `cbf_widgets.simulation.presets` for running them.

    Examples
    --------
    >>> [preset.title for preset in presets() if "listening" in preset.id]
    ['Listening first pays', "Listening first doesn't pay"]
    """
    return load_items(paths.datasets_dir() / "presets.yaml", "items", Preset)


def theory_numbers() -> tuple[TheoryNumber, ...]:
    """Return the numbers with which a theory of change is run.

    Returns
    -------
    tuple of TheoryNumber
        What strength and confidence count for, what begins by itself, what is lost again, and how often it is played.

    Examples
    --------
    >>> [number.name for number in theory_numbers()][:3]
    ['weak', 'middling', 'strong']
    """
    return load_items(paths.datasets_dir() / "theory_numbers.yaml", "items", TheoryNumber)
