"""Lettering without a browser: words in lines, blocks in columns."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cbf_widgets.draw.blocks import Block, Column, flow
from cbf_widgets.draw.lettering import text_width, wrap


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), max_size=200), st.floats(60, 400))
def test_wrapping_loses_nothing_and_keeps_the_width(text, width):
    lines = wrap(text, 14, width)
    assert "".join("".join(lines).split(" ")) == "".join(text.split(" "))
    assert all(text_width(line, 14) <= width or len(line) == 1 for line in lines)


@given(
    st.lists(st.sampled_from(["a", "step", "together", "W" * 9, "\u65e5\u672c"]), max_size=30).map(" ".join), st.floats(130, 300)
)
def test_no_line_is_wider_than_told_and_none_could_take_the_next_word(text, width):
    lines = wrap(text, 14, width, bold=True)
    assert all(text_width(line, 14, bold=True) <= width for line in lines)
    for line, following in pairwise(lines):
        assert text_width(f"{line} {following.split()[0]}", 14, bold=True) > width


def test_a_block_that_keeps_goes_on_with_the_next_one():
    blocks = [Block(60, ()), Block(20, (), keeps=True), Block(40, ())]
    placed = flow(blocks, [Column(1, 0, 0, 100), Column(2, 0, 0, 100)])
    assert [page for page, _ in placed] == [1, 2, 2]


def test_a_column_too_short_for_a_block_is_left_empty_when_a_taller_one_follows():
    placed = flow([Block(50, ())], [Column(1, 0, 0, 30), Column(2, 0, 0, 100)])
    assert [page for page, _ in placed] == [2]


@given(st.lists(st.tuples(st.floats(10, 90), st.booleans()), max_size=30))
def test_blocks_flow_in_order_without_touching_or_leaving_their_column(sizes):
    blocks = [Block(height, (), space=6.0, keeps=keeps) for height, keeps in sizes]
    columns = [Column(page, 10.0 * page, 20.0, 220.0) for page in range(1, 40)]
    placed = flow(blocks, columns)
    spots = [(page, group.shift[1], group.shift[1] + block.height) for (page, group), block in zip(placed, blocks, strict=True)]
    assert spots == sorted(spots)
    for page, top, bottom in spots:
        assert top >= 20
        assert bottom <= 220 or page == 39
    for (page, _, bottom), (following, top, _) in pairwise(spots):
        assert page < following or top >= bottom + 6 - 1e-9
