"""Values of the model for Hypothesis, built bottom-up."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from cbf_widgets.errors import CbfError
from cbf_widgets.model.essence import ASPECTS
from cbf_widgets.model.line import MOST_LOOPS
from cbf_widgets.model.mark import Mark, Ripple, Rupture
from cbf_widgets.model.spiral import Spiral
from cbf_widgets.model.step import StepKind, StepLink, Vocabulary
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parts import Edge, Step

# For a test that uses `tmp_path` again for each example.
in_tmp = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])

NASTY = (
    "", " ", "<script>alert(1)</script>", "</desc>", "=1+1", "'=1+1", "''", " =1", "\"'@SUM(A1)", "+1", "-1", "＝1", "@",
    "a;=1", "a;-b", "a;'=b", "; - b", "مرحبا بالعالم", "שלום", "👩‍👧‍👦", "\u202eright", "\u2028", "\ufeff", "\u200b", "__proto__", "constructor",
    "null", "NaN", "nan", "007", "1e5", "True", "1", "2026-03-14", "rupture", "a,b", 'a"b', "a\\b", "{x}", "%s", "Zoë", "e\u0301",
)  # fmt: skip
NASTY_PROSE = ("a\nb", "\n", "\n\n=1", "- a\n- b", "a\n-1", "\t=1", "\tx", "a\t=1", "'\t1", "a;\n'=1", " \n ")


_NO_CHARACTERS = [chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF)]
_letters = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters=_NO_CHARACTERS)
lines = st.sampled_from(NASTY) | st.text(_letters, max_size=8)
prose = lines | st.sampled_from(NASTY_PROSE) | st.text("\n\t;='\"-@ ab", max_size=12)
names = lines.filter(str.strip)
identifiers = st.sampled_from(["m1", "m2", "r1", "tea", "Tea", "no", "yes", "1", "x", "constructor"]) | st.builds(
    "".join, st.tuples(st.sampled_from("abmr12"), st.text("aB_-0123456789", max_size=3))
)
aspects = st.lists(st.sampled_from(ASPECTS), unique=True)
kinds = st.builds(
    StepKind,
    id=identifiers,
    name=names,
    also_called=st.lists(names, max_size=2),
    definition=prose,
    nurtures=aspects,
    nurtures_text=prose,
    source=lines,
)


@st.composite
def vocabularies(draw):
    """A vocabulary of one to four kinds, maybe with a link."""
    found = draw(st.lists(kinds, min_size=1, max_size=4, unique_by=lambda kind: kind.id))
    ids = st.sampled_from([kind.id for kind in found])
    link = st.builds(StepLink, from_kind=ids, to_kind=st.just("") | ids, says=prose, source=lines,
                     kind=st.sampled_from(["contagion", "readiness", "support"]))  # fmt: skip
    return Vocabulary(
        name=draw(identifiers), title=draw(names), text=draw(prose), kinds=found, links=draw(st.lists(link, max_size=1))
    )


def places(loops):
    """Places on a line of so many loops, some of them shared by several marks."""
    return st.sampled_from([0.0, 0.5, 1.0, float(loops)]) | st.floats(0, loops)


def marks(vocabulary, loops):
    """Marks that fit on a spiral."""
    return st.builds(
        Mark,
        id=identifiers,
        kind=st.sampled_from([kind.id for kind in vocabulary.kinds]),
        place=places(loops),
        label=lines,
        note=prose,
        nurtures=aspects,
        when=lines,
        holds=st.booleans(),
    )


@st.composite
def spirals(draw, *, most=6, min_marks=0):
    """A spiral with up to so many marks, with ripples, ruptures and repairs."""
    vocabulary, loops = draw(vocabularies()), draw(st.integers(1, MOST_LOOPS))
    steps = draw(st.lists(marks(vocabulary, loops), min_size=min_marks, max_size=most, unique_by=lambda mark: mark.id))
    pairs = [(a.id, b.id) for a in steps for b in steps if a.id != b.id]
    ripples = draw(st.lists(st.sampled_from(pairs), max_size=4, unique=True)) if pairs else []
    ruptures = []
    for identifier in draw(st.lists(identifiers, max_size=3, unique=True)):
        place = draw(places(loops))
        repair = draw(st.sampled_from(["", *(mark.id for mark in steps if mark.place >= place)]))
        ruptures.append(Rupture(id=identifier, place=place, label=draw(lines), note=draw(prose), when=draw(lines),
                                cause=draw(lines), repair=repair))  # fmt: skip
    return Spiral(
        title=draw(lines),
        alias=draw(lines),
        loops=loops,
        marks=steps,
        ripples=[Ripple(source=source, target=target, note=draw(prose)) for source, target in ripples],
        ruptures=ruptures,
        vocabulary=vocabulary,
    )


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**400, -1, 1e308, "m1", "tea"])
    | st.floats()
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5) | st.just("__proto__"), inner, max_size=3),
    max_leaves=6,
)


def tried(make):
    """Give what was made and no error, or nothing and our own error; any other error comes through."""
    try:
        return make(), None
    except CbfError as error:
        return None, error


def sound(spiral):
    """Say whether a spiral is whole: built again from its plain data it is the same."""
    return type(spiral).from_dict(spiral.to_dict()) == spiral


rates = st.sampled_from([0.0, 0.05, 0.3, 0.5, 1.0]) | st.floats(0, 1)
weights = st.sampled_from([0.0, 0.1, 0.5, 0.9, 1 - 2**-53]) | st.floats(0, 1, exclude_max=True)
nodes = names | st.integers(-5, 5) | st.tuples(st.integers(0, 2), st.text(max_size=1))


@st.composite
def step_networks(draw, *, most=5, node=nodes):
    """A network of one to so many steps, any of its numbers in use, some steps of kind repair, some edges to themselves."""
    high = draw(st.integers(1, 5))
    steps = []
    for name in draw(st.lists(node, min_size=1, max_size=most, unique=True)):
        level = draw(st.integers(0, high))
        steps.append(Step(name, draw(lines.map(str.strip)), draw(st.sampled_from(["", "repair", "tea"])), draw(rates), draw(rates), draw(rates),
                          draw(rates), level, draw(st.integers(0, level))))  # fmt: skip
    order = [step.node for step in steps]
    pairs = draw(st.lists(st.tuples(st.sampled_from(order), st.sampled_from(order)), unique=True, max_size=8))
    edges = [Edge(*pair, draw(weights), draw(weights), draw(weights), draw(lines.map(str.strip))) for pair in pairs]
    return StepNetwork(steps=tuple(steps), edges=tuple(edges), loops=high, rupture=draw(rates), repair=draw(rates))
