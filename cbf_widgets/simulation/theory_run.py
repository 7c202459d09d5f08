"""What a person's arrows imply: which outcomes come about, and which arrow would cost them most if it failed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.theory import TheoryOfChange
from cbf_widgets.model.theory_number import TheoryNumber
from cbf_widgets.model.theory_parts import Item, Link
from cbf_widgets.simulation.ensemble import Ensemble, simulate
from cbf_widgets.simulation.frames import frame
from cbf_widgets.simulation.intervals import of_means
from cbf_widgets.simulation.measures import in_100
from cbf_widgets.simulation.progress import progress_bar
from cbf_widgets.simulation.theory_network import numbers as numbers  # noqa: PLC0414 - asked for here by whoever runs theories
from cbf_widgets.simulation.theory_network import theory_network as theory_network  # noqa: PLC0414
from cbf_widgets.simulation.theory_network import values

if TYPE_CHECKING:
    import pandas as pd

_OUTCOMES, _STRATEGIES = "long_term_outcomes", "existing_strategies"


class Reached(NamedTuple):
    """How many runs have an outcome after the last round.

    Examples
    --------
    >>> Reached("i2", 500, 50).in_100
    50
    """

    item: str
    runs: int
    in_100: int


class Cost(NamedTuple):
    """What it costs the outcomes if an arrow fails: of 100 times that one could be reached, so many fewer, on the same draws.

    Attributes
    ----------
    link : str
        The arrow's id.
    less, low, high : float
        The mean with its 95 % interval: what the number of runs leaves open.
    tied : bool
        Whether these runs can't tell it from the largest: the interval of the paired difference holds 0.
    same : bool
        Whether it costs just what the largest costs, run by run, as along a chain without another way.

    Examples
    --------
    >>> Cost("a1", 12.0, 10.5, 13.5, tied=False, same=False).less
    12.0
    """

    link: str
    less: float
    low: float
    high: float
    tied: bool
    same: bool


@dataclass(frozen=True, eq=False, kw_only=True)
class TheoryRun:
    """What the arrows of a theory of change imply under assumptions. It is no evidence for any arrow, and no forecast.

    Attributes
    ----------
    theory : TheoryOfChange
        With the arrows that were run.
    numbers : tuple of TheoryNumber
        What they count for.
    base : Ensemble
        The runs with all arrows.
    column : str
        The id of the column looked at: long-term outcomes, or the last one that an arrow reaches.
    outcomes : tuple of str
        Ids of its items that have arrows.
    costs : tuple of Cost
        One for each arrow, the largest first.

    Examples
    --------
    >>> theory = TheoryOfChange(id="ours", title="Ours").add_column("Now").add_column("Later").add_item("now", "Ask").add_item("later", "Rest")
    >>> run = run_theory(theory.link("i1", "i2"))
    >>> run.reached[0].item, run.costs[0].link
    ('i2', 'a1')
    """

    theory: TheoryOfChange
    numbers: tuple[TheoryNumber, ...]
    base: Ensemble
    column: str
    outcomes: tuple[str, ...]
    costs: tuple[Cost, ...]

    def __repr__(self) -> str:
        return f"TheoryRun({self.theory.title}: {len(self.theory.links)} arrows, {self.base.runs} runs, seed {self.base.seed})"

    @property
    def reached(self) -> tuple[Reached, ...]:
        """How many runs have each outcome after the last round, in the theory's order."""
        here = has(self.base, self.outcomes).sum(axis=0)
        return tuple(
            Reached(item, int(runs), int(in_100(runs, self.base.runs))) for item, runs in zip(self.outcomes, here, strict=True)
        )

    @property
    def made_by(self) -> dict[str, Any]:
        """What made it: version, seed, token, contacts, runs, the theory's id and every number."""
        return {**self.base.made_by, "theory": self.theory.id, "numbers": values(self.numbers)}

    def to_frame(self, what: Literal["costs", "reached"] = "costs") -> pd.DataFrame:
        """Give a table.

        Parameters
        ----------
        what : {"costs", "reached"}
            What each arrow's failure costs, or how many runs have each outcome.

        Returns
        -------
        pandas.DataFrame
            ``costs``: link, from_item, to_item, assumption, less, low, high, tied, same. ``reached``: item, text, runs, in_100.

        Examples
        --------
        >>> theory = TheoryOfChange(id="ours", title="Ours").add_column("Now").add_column("Later").add_item("now", "Ask").add_item("later", "Rest")
        >>> run_theory(theory.link("i1", "i2")).to_frame("reached")["text"].tolist()
        ['Rest']
        """
        if what == "reached":
            rows: list[dict[str, Any]] = [{**one._asdict(), "text": self.theory.item(one.item).text} for one in self.reached]
            columns: tuple[str, ...] = ("item", "text", "runs", "in_100")
        elif what == "costs":
            rows = [{**_ends(self.theory.link_of(cost.link)), **cost._asdict()} for cost in self.costs]
            columns = ("link", "from_item", "to_item", "assumption", "less", "low", "high", "tied", "same")
        else:
            raise CbfError("'costs' or 'reached'", shown(what), place="to_frame, what")
        return frame({name: [row[name] for row in rows] for name in columns}, self.made_by)

    def describe(self) -> str:
        """Tell in plain words what the arrows imply.

        Returns
        -------
        str
            Several lines, never HTML.

        Examples
        --------
        >>> theory = TheoryOfChange(id="ours", title="Ours").add_column("Now").add_column("Later").add_item("now", "Ask").add_item("later", "Rest")
        >>> print(run_theory(theory.link("i1", "i2")).describe().splitlines()[0])
        This is what the arrows and the numbers imply. They are assumptions, so it's no evidence and no forecast.
        """
        from cbf_widgets.simulation.theory_words import lines

        return "\n".join(lines(self))

    def to_plain(self) -> dict[str, Any]:
        """Give everything as plain data, for a front end or a file.

        Returns
        -------
        dict
            ``lines``, ``column``, ``reached``, ``costs``, ``numbers`` (but the seed), ``seed``, ``runs``, ``contacts``, ``token``.

        Examples
        --------
        >>> theory = TheoryOfChange(id="ours", title="Ours").add_column("Now").add_column("Later").add_item("now", "Ask").add_item("later", "Rest")
        >>> run_theory(theory.link("i1", "i2"), {"seed": 7}).to_plain()["seed"]
        7
        """
        made_by = self.made_by
        return {
            "lines": self.describe().splitlines(),
            "column": self.column,
            "reached": [{"item": one.item, "in_100": one.in_100} for one in self.reached],
            "costs": [cost._asdict() for cost in self.costs],
            "numbers": [number.to_dict() for number in self.numbers if number.name != "seed"],
            **{name: made_by[name] for name in ("seed", "runs", "contacts", "token")},
        }


def _ends(link: Link) -> dict[str, str]:
    return {"from_item": link.from_item, "to_item": link.to_item, "assumption": link.assumption}


def has(ensemble: Ensemble, items: tuple[str, ...]) -> NDArray[np.bool_]:
    """Give which runs have which items after the last round, with axes run, item.

    Examples
    --------
    >>> theory = TheoryOfChange(id="ours", title="Ours").add_column("Now").add_column("Later").add_item("now", "Ask").add_item("later", "Rest")
    >>> has(simulate(theory_network(theory.link("i1", "i2")), 1, 5, seed=1), ("i2",)).any()
    np.False_
    """
    places = {node: place for place, node in enumerate(ensemble.network.nodes)}
    return ensemble.levels[:, -1, [places[item] for item in items]] > 0


def looked_at(theory: TheoryOfChange) -> tuple[Item, ...]:
    """Give the outcomes that a run looks at: long-term outcomes with arrows, else the items with arrows of the last column that has some.

    Examples
    --------
    >>> theory = TheoryOfChange(id="ours", title="Ours").add_column("Now").add_column("Later").add_item("now", "Ask").add_item("now", "Rest")
    >>> [item.text for item in looked_at(theory.link("i1", "i2"))]
    ['Ask', 'Rest']
    """
    ends = {end for link in theory.links for end in (link.from_item, link.to_item)}
    columns = [column.id for column in theory.columns]
    ids = {column: column.replace("-", "_") for column in columns}
    first = [column for column in columns if ids[column] == _OUTCOMES]
    rest = sorted((column for column in reversed(columns) if column not in first), key=lambda column: ids[column] == _STRATEGIES)
    for column in (*first, *rest):
        if found := tuple(item for item in theory.of_column(column) if item.id in ends):
            return found
    return ()


def run_theory(theory: TheoryOfChange, given: Mapping[str, Any] | None = None, *, progress: bool = False) -> TheoryRun:
    """Run a theory of change: how often each outcome comes about, and what each arrow's failure would cost.

    An arrow fails when what it assumes doesn't hold. It is then taken away, and all runs are played again on the same draws, so that a
    difference is due to that arrow. An item that loses its only arrow doesn't begin by itself.

    Parameters
    ----------
    theory : TheoryOfChange
        With at least one arrow.
    given : Mapping, optional
        Values of `numbers` by name.
    progress : bool
        Whether a bar shows how far it is.

    Returns
    -------
    TheoryRun
        What these assumptions imply, and no more.

    Raises
    ------
    CbfError
        When there is no arrow, or a number is out of its range.

    Examples
    --------
    >>> theory = TheoryOfChange(id="ours", title="Ours").add_column("Now").add_column("Later").add_item("now", "Ask").add_item("later", "Rest")
    >>> run = run_theory(theory.link("i1", "i2", strength="strong", confidence="sure"))
    >>> run.costs[0].less == run.reached[0].runs / 10  # the only arrow: without it, no run of the thousand reaches it
    True
    """
    chosen = numbers(given)
    network, value = theory_network(theory, given), values(chosen)
    contacts, runs, seed = (int(value[name]) for name in ("contacts", "runs", "seed"))
    base, items = simulate(network, contacts, runs, seed=seed), looked_at(theory)
    outcomes = tuple(item.id for item in items)
    here, lost = has(base, outcomes).sum(axis=1), {}
    with progress_bar(len(theory.links), "arrows", shown=progress) as tick:
        for link in theory.links:
            ahead = {link.to_item} | theory.downstream(link.to_item)
            cut = network.without(link.from_item, link.to_item)
            without = simulate(cut, contacts, runs, seed=seed) if ahead & set(outcomes) else base
            lost[link.id] = 100 * (here - has(without, outcomes).sum(axis=1)) / len(outcomes)
            tick()
    return TheoryRun(theory=theory, numbers=chosen, base=base, column=items[0].column, outcomes=outcomes, costs=_ranked(lost))


def _ranked(lost: dict[str, NDArray[np.float64]]) -> tuple[Cost, ...]:
    """The largest first, each marked where the paired difference from the largest may be none."""
    order = sorted(lost, key=lambda link: -lost[link].mean())
    found = []
    for place, link in enumerate(order):
        mean, low, high = map(float, of_means(lost[link]))
        tied = place > 0 and bool(of_means(lost[order[0]] - lost[link]).low <= 0)
        same = place > 0 and bool((lost[order[0]] == lost[link]).all())
        found.append(Cost(link, mean, low, high, tied=tied, same=same))
    return tuple(found)
