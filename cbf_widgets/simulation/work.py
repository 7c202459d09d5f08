"""Many pieces of work, here or on any executor: with progress, kept as they're done, to be interrupted and gone on with."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from itertools import islice
from pathlib import Path
from typing import Any

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.simulation.record import Record, Result

_MOST_PENDING = 512  # enough for a cluster; more would only wait in memory
Piece = tuple[int, Any]


def work(
    function: Callable[[Any], Result],
    job: Callable[[int], Any],
    count: int,
    *,
    heading: dict[str, Any],
    executor: Executor | None = None,
    keep: str | Path | None = None,
    progress: bool = False,
) -> list[Result]:
    """Do every piece of some work once, and give the results in order, wherever and in whatever order they were done.

    Parameters
    ----------
    function : callable
        From a job to a dict of numbers and texts; for other processes or machines, one that they can import.
    job : callable
        From a number to the job; called when its turn comes, so that not all of them lie in memory.
    count : int
        How many there are.
    heading : dict
        What the work is, for `keep`: plain data.
    executor : concurrent.futures.Executor, optional
        Where it is done; else here, one after the other. It isn't shut down.
    keep : str or Path, optional
        A file (JSON lines) that each result goes into when it's done, and from which interrupted work goes on.
    progress : bool
        Whether to show a bar with the time left.

    Returns
    -------
    list of dict
        The results.

    Raises
    ------
    CbfError
        When `executor` is none; what a piece raises comes through. Then, and on an interruption, what is pending is
        cancelled, and what is done is kept.

    Examples
    --------
    >>> work(dict, lambda number: {"n": number}, 3, heading={})
    [{'n': 0}, {'n': 1}, {'n': 2}]
    """
    if not (executor is None or hasattr(executor, "submit")):
        advice = "For example concurrent.futures.ProcessPoolExecutor(), or a Dask client's get_executor()."
        raise CbfError("a concurrent.futures.Executor", shown(executor), place="executor", advice=advice)
    record = Record(keep, heading, count) if keep is not None else None
    results = dict(record.done) if record else {}
    todo = ((number, job(number)) for number in range(count) if number not in results)
    with _bar(count, len(results), progress=progress) as tick:

        def take(number: int, result: Result) -> None:
            if record:
                record.add(number, result)
            results[number] = result
            tick()

        if executor is None:
            for number, piece in todo:
                take(number, function(piece))
        else:
            _spread(function, todo, take, executor)
    return [results[number] for number in range(count)]


def _spread(
    function: Callable[[Any], Result], todo: Iterable[Piece], take: Callable[[int, Result], None], executor: Executor
) -> None:
    todo, pending = iter(todo), dict[Future[Result], int]()
    try:
        while True:
            for number, piece in islice(todo, _MOST_PENDING - len(pending)):
                pending[executor.submit(function, piece)] = number
            if not pending:
                return
            done, _ = wait(pending, return_when=FIRST_COMPLETED)
            for future in sorted(done, key=pending.__getitem__):
                result = future.result()
                take(pending[future], result)
                del pending[future]
    except BaseException:
        _rescue(pending, take)
        raise


def _rescue(pending: dict[Future[Result], int], take: Callable[[int, Result], None]) -> None:
    """Cancel what has not begun; take what is done."""
    for future in pending:
        future.cancel()
    for future, number in pending.items():
        if future.done() and not future.cancelled() and future.exception() is None:
            with contextlib.suppress(CbfError):  # what stopped the work is raised, not this
                take(number, future.result())


@contextlib.contextmanager
def _bar(count: int, done: int, *, progress: bool) -> Any:
    if not progress:
        yield lambda: None
        return
    from tqdm.auto import tqdm

    with tqdm(total=count, initial=done, unit="point") as bar:
        yield bar.update
