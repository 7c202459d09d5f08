"""Sweeps: the same draws at every point of a grid of assumptions."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.simulation.grid import Grid
from cbf_widgets.simulation.job import Job, Measure, Terms, named
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.work import work

if TYPE_CHECKING:
    import pandas as pd


def sweep(  # noqa: PLR0913 - a study may vary each of them, all but two by name
    network: StepNetwork,
    grid: Mapping[Any, Any],
    *,
    contacts: int = 52,
    runs: int = 2_000,
    seed: int,
    effort: Any = None,
    measure: Measure | None = None,
    executor: Executor | None = None,
    keep: str | Path | None = None,
    progress: bool = False,
) -> pd.DataFrame:
    """Simulate every point of a grid with the same draws: what differs between two points is due to their assumptions.

    Parameters
    ----------
    network : StepNetwork
        What all points begin from.
    grid : mapping
        From parameters to lists of values; every combination is a point.
        A parameter is named as on the model page: ``"ratchet"`` sets all steps, ``"contagion"`` all edges, ``"rupture"`` the graph;
        ``("slip", node)`` one step; ``("contagion", from, to)`` one edge. With `scale`, each step or edge keeps a multiple of what it has.
        ``"plan"`` takes effort plans, numbers, or a mapping from names to efforts. A later parameter goes on from an earlier one.
    contacts, runs, seed, effort
        As for `simulate`; the seed is the same at every point.
    measure : callable, optional
        From an `Ensemble` to names with numbers, in place of the columns below.
    executor : concurrent.futures.Executor, optional
        Where to simulate: threads, processes, or Dask's ``client.get_executor()``. The table is the same. It isn't shut down.
    keep : str or Path, optional
        A file to keep each point in when it's done. The same call again goes on from there; a file of another sweep is refused.
    progress : bool
        Whether to show a bar with the time left.

    Returns
    -------
    pandas.DataFrame
        A row for each point. First its values (of `scale` the factors, in a column that ends in ``times``). Then of the loops of all steps
        together after the last contact ``q05`` to ``q95``, each a number that a run has, and ``mean``; and for each step ``in_100``, in how many of 100 runs
        it was ever on its first loop or beyond. Last the seed, and the token that brings the point's runs back.
        ``.attrs["made_by"]`` says what made it. It shows what these assumptions imply, and nothing else.

    Raises
    ------
    CbfError
        When something given can't be used; said before the first point is simulated.

    Examples
    --------
    >>> from cbf_widgets.simulation.parameter import scale
    >>> network = StepNetwork.from_vocabulary("partnership-building")
    >>> table = sweep(network, {"ratchet": [0, 0.12], "contagion": scale(0, 1)}, runs=400, seed=7)
    >>> table[["ratchet", "contagion times", "q50"]].values.tolist()
    [[0.0, 0.0, 2.0], [0.0, 1.0, 4.0], [0.12, 0.0, 7.0], [0.12, 1.0, 14.0]]

    Notes
    -----
    Interrupted, it cancels what is pending; what is done is in `keep`.
    """
    terms = Terms.read(contacts, runs, seed)
    read = Grid.read(network, grid, terms.contacts, effort)
    if not (measure is None or callable(measure)):
        raise CbfError("a function", shown(measure), place="measure")
    columns = {axis.title: [value.said for value in axis.choices] for axis in read.axes}
    heading = terms.heading("sweep", network, grid=columns, measure=named(measure), sum=read.digest())

    def job(number: int) -> Job:
        return Job(setting=read.setting(number), terms=terms, measure=measure)

    found = work(Job.run, job, len(read), heading=heading, executor=executor, keep=keep, progress=progress)
    return terms.frame([_row(read.row(number), result, terms.seed) for number, result in enumerate(found)], read.given)


def _row(values: dict[str, Any], result: dict[str, Any], seed: int) -> dict[str, Any]:
    for name in {*values, "seed"} & result.keys():
        raise CbfError("a name that no other column has", shown(name), place="measure")
    token = result.pop("token")
    return {**values, **result, "seed": seed, "token": token}
