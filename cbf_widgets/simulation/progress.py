"""A bar for long work, in a notebook and in a terminal, that several threads may move and that stops them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock

Tick = Callable[[], None]


class Stopped(Exception):  # noqa: N818 - not an error: another thread was interrupted, and this one follows
    """Raised by a tick once the work around it is over.

    Examples
    --------
    >>> issubclass(Stopped, Exception)
    True
    """


@contextmanager
def progress_bar(total: int, what: str, *, shown: bool) -> Iterator[Tick]:
    """Show how far some work is, with the time left.

    Parameters
    ----------
    total : int
        How many ticks the work takes.
    what : str
        What is being done, before the bar.
    shown : bool
        Whether there is a bar at all; the tick stops threads either way.

    Yields
    ------
    callable
        Called, from any thread, each time a piece is done. Raises `Stopped` in threads that go on after the work was interrupted.

    Examples
    --------
    >>> with progress_bar(3, "runs", shown=False) as tick:
    ...     for _ in range(3):
    ...         tick()
    """
    over, lock = Event(), Lock()
    bar = _bar(total, what) if shown else None

    def tick() -> None:
        if over.is_set():
            raise Stopped
        if bar is not None:
            with lock:
                bar.update()

    try:
        yield tick
    finally:
        over.set()
        if bar is not None:
            bar.close()


def _bar(total: int, what: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - tqdm has no types
    from tqdm.auto import tqdm

    return tqdm(total=total, desc=what, mininterval=0.2)
