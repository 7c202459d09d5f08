"""Sums over the steps that help each step, for many runs at once: a full matrix for few steps, a sparse one for many with few edges.

Both give the same results: their sums are of whole numbers and exact, or beyond all that is asked of them (see `fixed`).
"""

from __future__ import annotations

from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from cbf_widgets.simulation.fixed import Floats, Singles

_FEW = 64  # up to so many steps a full matrix is faster, and scipy needn't be loaded
_SPARSE = 16  # beyond, a sparse one is, where fewer than one in so many pairs have an edge
_ALONE = 2**18  # with so few multiplications BLAS starts no threads, which would wait for each other on a busy machine
_WIDE = 64  # runs; narrower pieces cost more than they save


class Sums(Protocol):
    """Weights of steps on others, and a constant for each sum.

    Examples
    --------
    >>> found = sums(np.array([[0], [1]]), np.array([5.0]), (2, 2))  # the second step helps the first
    >>> found.set_constant(np.array([100, 200], np.float32))
    >>> found.of(np.array([[1, 2], [3, 4], [1, 1]], np.float32), np.empty((2, 2), np.float32)).tolist()
    [[115.0, 120.0], [200.0, 200.0]]
    """

    def copy(self) -> Self:
        """Give one whose constants can be set without touching this one's."""

    def set_constant(self, values: NDArray[Any]) -> None:
        """Set what the first sums begin from."""

    def of(self, levels: Singles, out: Singles) -> Singles:
        """Sum over levels (steps, and a row of ones, × runs); gives `out` or an array of its own."""


class _Full:
    def __init__(self, matrix: Singles) -> None:
        self._matrix = matrix

    def copy(self) -> Self:
        return type(self)(self._matrix.copy())

    def set_constant(self, values: NDArray[Any]) -> None:
        self._matrix[: len(values), -1] = values

    def of(self, levels: Singles, out: Singles) -> Singles:
        piece = _ALONE // self._matrix.size
        if piece < _WIDE:
            return np.matmul(self._matrix, levels, out=out)
        for first in range(0, levels.shape[1], piece):
            np.matmul(self._matrix, levels[:, first : first + piece], out=out[:, first : first + piece])
        return out


class _Sparse:
    def __init__(self, matrix: Any) -> None:
        self._matrix = matrix
        self._last = matrix.indptr[1:] - 1

    def copy(self) -> Self:
        return type(self)(self._matrix.copy())

    def set_constant(self, values: NDArray[Any]) -> None:
        self._matrix.data[self._last[: len(values)]] = values

    def of(self, levels: Singles, out: Singles) -> Singles:
        del out
        found: Singles = self._matrix @ levels
        return found


def sums(ends: NDArray[np.intp], weights: Floats, shape: tuple[int, int], *, sparse: bool | None = None) -> Sums:
    """Build sums from edges; the constants are 0.

    Parameters
    ----------
    ends : numpy.ndarray
        (2, edges): the number of the sum, and that of the step that helps.
    weights : numpy.ndarray
        Of the edges.
    shape : tuple of int
        How many sums, of how many steps.
    sparse : bool, optional
        Whether most pairs are left out; by default what is faster.

    Returns
    -------
    Sums
        In float32.

    Examples
    --------
    >>> type(sums(np.array([[0], [1]]), np.array([5.0]), (2, 2))).__name__
    '_Full'
    """
    rows, steps = shape
    if sparse is None:
        sparse = steps > _FEW and len(weights) * _SPARSE < rows * steps
    if not sparse:
        matrix = np.zeros((rows, steps + 1), np.float32)
        matrix[tuple(ends)] = weights
        return _Full(matrix)
    from scipy.sparse import csr_array

    constants = np.array([np.arange(rows), np.full(rows, steps)])
    everything = np.concatenate([weights, np.zeros(rows)]).astype(np.float32)
    return _Sparse(csr_array((everything, tuple(np.concatenate([ends, constants], axis=1))), shape=(rows, steps + 1)))
