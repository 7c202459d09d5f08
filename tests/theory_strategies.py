"""Theories of change, codings and work with them for Hypothesis, built bottom-up; and edits of any kind."""

from hypothesis import strategies as st

from cbf_widgets.model.coding import Code, Coding, Theme
from cbf_widgets.model.theory import TheoryOfChange
from cbf_widgets.model.theory_columns import FORMS
from cbf_widgets.model.theory_parts import Column, Item, Link, Vision
from cbf_widgets.model.theory_work import TheoryWork
from tests.strategies import identifiers, lines, names, prose

STRENGTHS = ("", "weak", "middling", "strong")
CONFIDENCES = ("", "guess", "fairly-sure", "sure")

line_numbers = st.lists(st.integers(1, 9999), max_size=3)
column_ids = st.sampled_from([*FORMS["six-column"], *FORMS["five-column"]]) | identifiers
columns = st.builds(
    Column, id=column_ids, title=names | st.sampled_from(["Indicators", "Measures"]), stage=lines | st.just("Now"), question=lines
)
visions = st.builds(Vision, text=lines, lines=line_numbers)
texts = names | st.sampled_from(
    ["Calmer homes", "calmer homes.", "Fewer rows at home in the evening", "Fewer rows at home in an evening"]
)


def items(ids):
    """An item of one of these columns."""
    return st.builds(
        Item, id=identifiers, column=st.sampled_from(ids), text=texts, lines=line_numbers, group=lines,
        placement=st.sampled_from(["", "read"]), cut_off=st.booleans(), note=prose,
    )  # fmt: skip


link_fields = {
    "assumption": prose, "evidence": prose, "asks": lines,
    "strength": st.sampled_from(STRENGTHS), "confidence": st.sampled_from(CONFIDENCES),
}  # fmt: skip


@st.composite
def theories(draw, *, most=6, ids=identifiers):
    """A theory with up to so many items and some links among them."""
    found = draw(st.lists(columns, max_size=5, unique_by=lambda column: column.id))
    inside = (
        draw(st.lists(items([column.id for column in found]), max_size=most, unique_by=lambda item: item.id)) if found else []
    )
    pairs = [(one.id, other.id) for one in inside for other in inside if one.id != other.id]
    ends = draw(st.lists(st.sampled_from(pairs), max_size=6, unique=True)) if pairs else []
    names_of_links = draw(st.lists(identifiers, min_size=len(ends), max_size=len(ends), unique=True))
    links = [
        Link(id=one, from_item=start, to_item=end, **draw(st.fixed_dictionaries(link_fields)))
        for one, (start, end) in zip(names_of_links, ends, strict=True)
    ]
    return TheoryOfChange(
        id=draw(ids), title=draw(names), authority=draw(lines), template=draw(st.sampled_from(["own", "six-column", "five-column"])),
        pages=draw(st.lists(st.integers(1, 9999), max_size=2)), vision=draw(visions), made_from=draw(lines), columns=found,
        items=inside, links=links,
    )  # fmt: skip


themes = st.builds(Theme, id=identifiers, title=names, about=prose, leaves_out=prose)


def codes(theme_ids):
    """A code with one of these themes."""
    return st.builds(Code, theory=identifiers, item=identifiers, theme=st.sampled_from(theme_ids), why=lines, by=lines)


@st.composite
def codings(draw):
    """A coding with some themes and codes."""
    found = draw(st.lists(themes, max_size=4, unique_by=lambda theme: theme.id))
    some = draw(st.lists(codes([theme.id for theme in found]), max_size=5, unique_by=lambda code: code.key)) if found else []
    return Coding(id=draw(identifiers), title=draw(names), by=draw(lines), themes=found, codes=some)


any_code = st.builds(Code, theory=identifiers, item=identifiers, theme=identifiers, why=lines, by=lines)


@st.composite
def works(draw):
    """Work with some theories, maybe a codebook, and recoding of any kind."""
    some = st.lists(any_code, max_size=4, unique_by=lambda code: code.key)
    return TheoryWork(
        title=draw(lines),
        theories=draw(st.lists(theories(most=2), max_size=2, unique_by=lambda theory: theory.id)),
        codebook=draw(st.lists(codings(), max_size=1)),
        added=draw(some),
        dropped=draw(some),
    )


def edits(theory):
    """Any edit of a theory, in most cases one that fits: its name, what it is given in order, and by name."""
    column = st.sampled_from([*(one.id for one in theory.columns), "nowhere"])
    item = st.sampled_from([*(one.id for one in theory.items), "nobody"])
    link = st.sampled_from([*(one.id for one in theory.links), "nothing"])
    before_item = st.just({}) | st.fixed_dictionaries({"before": item})
    before_column = st.just({}) | st.fixed_dictionaries({"before": column})
    some_of_link = st.fixed_dictionaries({}, optional=link_fields)
    some_of_item = st.fixed_dictionaries(
        {}, optional={"text": texts, "group": lines, "note": prose, "lines": line_numbers, "column": column}
    )
    none = st.just({})

    def edit(name, *given, fields=none):
        return st.tuples(st.just(name), st.tuples(*given), fields)

    return st.one_of(
        edit("add_column", names, fields=before_column), edit("change_column", column, fields=st.fixed_dictionaries({}, optional={"title": names, "stage": lines})),
        edit("remove_column", column), edit("add_item", column, texts, fields=before_item), edit("change_item", item, fields=some_of_item),
        edit("move_item", item, column, fields=before_item), edit("remove_item", item), edit("link", item, item, fields=some_of_link),
        edit("change_link", link, fields=some_of_link), edit("unlink", link),
        edit("retitle", fields=st.fixed_dictionaries({}, optional={"title": names, "vision": lines})),
    )  # fmt: skip
