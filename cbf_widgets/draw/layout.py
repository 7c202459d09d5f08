"""The picture with its outline in words: beside it, or below it when there is much to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbf_widgets.draw.blocks import Block, Column, blocks, flow, heading
from cbf_widgets.draw.scene import Group, Shape
from cbf_widgets.draw.spiral_scene import SIZE, spiral_scene
from cbf_widgets.model.words import summarise

if TYPE_CHECKING:
    from cbf_widgets.model.spiral import Spiral

MARGIN, COLUMN, GAP = 40.0, 360.0, 40.0
Laid = tuple[list[Shape], tuple[float, float]]


def picture(spiral: Spiral, *, words: bool, chosen: str | None = None) -> Laid:
    """Return the shapes of a spiral, with or without the outline in words, and the size of the whole.

    Examples
    --------
    >>> from cbf_widgets.model.spiral import Spiral
    >>> own = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
    >>> picture(Spiral(vocabulary=own), words=True)[1]
    (1220.0, 800.0)
    """
    scene = spiral_scene(spiral, chosen=chosen)
    if not words:
        return list(scene), (SIZE, SIZE)
    head = heading(spiral, COLUMN, summarise(spiral))
    listed = blocks(spiral, COLUMN)
    if total([*head, *listed]) <= SIZE - 2 * MARGIN:
        return _beside(scene, [*head, *listed])
    return _below(scene, heading(spiral, 3 * COLUMN + 2 * GAP, summarise(spiral)), listed)


def total(listed: list[Block]) -> float:
    """Return how tall a column of blocks is.

    Examples
    --------
    >>> total([Block(20, (), space=8), Block(20, (), space=8)])
    48
    """
    return sum(block.space + block.height for block in listed) - (listed[0].space if listed else 0)


def _beside(scene: tuple[Shape, ...], listed: list[Block]) -> Laid:
    placed = flow(listed, [Column(1, SIZE + GAP / 2, MARGIN, SIZE)])
    return [Group(scene), *(group for _, group in placed)], (SIZE + GAP / 2 + COLUMN + MARGIN, SIZE)


def _below(scene: tuple[Shape, ...], head: list[Block], listed: list[Block]) -> Laid:
    width = 3 * COLUMN + 2 * GAP
    scale = 1000.0 / SIZE
    top = MARGIN + total(head) + SIZE * scale
    height = total(listed) / 3
    while True:
        columns = [Column(1, MARGIN + i * (COLUMN + GAP), top, top + height) for i in range(3)]
        placed = flow(listed, [*columns, Column(2, 0, 0, height)])
        if all(page == 1 for page, _ in placed):
            break
        height += 12
    ends = [group.shift[1] + block.height for (_, group), block in zip(placed, listed, strict=True)]
    drawn = Group(scene, shift=(MARGIN + (width - SIZE * scale) / 2, MARGIN + total(head)), scale=scale)
    titled = (group for _, group in flow(head, [Column(1, MARGIN, MARGIN, top)]))
    shapes: list[Shape] = [*titled, drawn, *(group for _, group in placed)]
    return shapes, (width + 2 * MARGIN, max(ends) + MARGIN)
