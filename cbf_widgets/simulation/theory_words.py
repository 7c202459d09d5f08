"""What the arrows of a theory of change imply, in plain words: a consequence of assumptions, never a forecast."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cbf_widgets.model.counting import joined, plural
from cbf_widgets.model.phrases import sayer
from cbf_widgets.simulation.phrases import count, of_100

if TYPE_CHECKING:
    from cbf_widgets.simulation.theory_run import Cost, TheoryRun

PHRASES = {
    "implied": "This is what the arrows and the numbers imply. They are assumptions, so it's no evidence and no forecast.",
    "elsewhere": "No arrow reaches a long-term outcome yet, so this looks at {column}.",
    "reached": "{item}: {in_100} of 100 runs have it after {rounds}.",
    "begins": "{item}: {in_100} of 100 runs have it after {rounds}. No arrow leads to it, so it's taken to begin by itself.",
    "unreached": "No arrow leads to {items}. The runs say nothing of {them}.",
    "circle": "Nothing begins {items}: the arrows there only lead round, or come from such a circle.",
    "costs": "If one arrow failed, {arrow} would cost most: {less} (95 % interval {low} to {high}). {assumes}",
    "same": "Just as much hangs on {arrows}: without another way, a chain holds only if each of its arrows does.",
    "tied": "These runs can't tell it from {arrows}. More runs may.",
    "none": "No single arrow's failure costs anything: each outcome has another way, or is never reached.",
    "many": "{less} fewer of 100 runs reach an outcome, on average over {outcomes}",
    "one": "{less} fewer of 100 runs reach it",
    "assumes": "It assumes: {assumption}",
    "assumes_nothing": "It says nothing yet of what it assumes.",
    "unsaid": "Strength or confidence isn't put down for {arrows} of {all}; the numbers for that hold there.",
    "arrow": "the one from “{start}” to “{end}”",
}
say = sayer(PHRASES)
_MOST_NAMED = 3


def lines(run: TheoryRun) -> tuple[str, ...]:
    """Tell a run of a theory of change, a line for each thing.

    Examples
    --------
    >>> from cbf_widgets.model.theory import TheoryOfChange
    >>> from cbf_widgets.simulation.theory_run import run_theory
    >>> theory = TheoryOfChange(id="ours", title="Ours").add_column("Now").add_column("Later").add_item("now", "Ask").add_item("later", "Rest")
    >>> print(lines(run_theory(theory.link("i1", "i2")))[-1])
    Strength or confidence isn't put down for 1 arrow of 1; the numbers for that hold there.
    """
    return (say("implied"), *_outcomes(run), *_costs(run), *_unsaid(run))


def _outcomes(run: TheoryRun) -> Iterator[str]:
    theory, rounds = run.theory, count(run.base.contacts, "round")
    column = theory.column(run.column)
    if column.id.replace("-", "_") != "long_term_outcomes":
        yield say("elsewhere", column=f"“{column.title}”")
    led_to = {link.to_item for link in theory.links}
    for item, runs, _ in run.reached:
        phrase = "reached" if item in led_to else "begins"
        yield say(phrase, item=f"“{theory.item(item).text}”", in_100=of_100(runs, run.base.runs), rounds=rounds)
    if apart := [item.text for item in theory.of_column(column.id) if item.id not in run.outcomes]:
        yield say("unreached", items=_named(apart), them=plural(len(apart), "it", "them"))
    begun = {link.from_item for link in theory.links} - led_to
    fed = begun.union(*(theory.downstream(item) for item in begun))
    if round_ := [item.text for item in theory.items if item.id in led_to and item.id not in fed]:
        yield say("circle", items=_named(round_))


def _costs(run: TheoryRun) -> Iterator[str]:
    first, *rest = run.costs
    if first.less == 0:
        yield say("none")
        return
    assumption = run.theory.link_of(first.link).assumption
    yield say(
        "costs", arrow=_arrow(run, first), low=f"{first.low:.1f}", high=f"{first.high:.1f}",
        less=say(plural(len(run.outcomes), "one", "many"), less=f"{first.less:.1f}", outcomes=count(len(run.outcomes), "outcome")),
        assumes=say("assumes", assumption=assumption) if assumption else say("assumes_nothing"),
    )  # fmt: skip
    for phrase, some in (
        ("same", [cost for cost in rest if cost.same]),
        ("tied", [cost for cost in rest if cost.tied and not cost.same]),
    ):
        if some:
            more = [f"{len(some) - 1} more"] if len(some) > 1 else []
            yield say(phrase, arrows=joined([_arrow(run, some[0]), *more]))


def _unsaid(run: TheoryRun) -> Iterator[str]:
    if silent := [link for link in run.theory.links if not (link.strength and link.confidence)]:
        yield say("unsaid", arrows=count(len(silent), "arrow"), all=len(run.theory.links))


def _arrow(run: TheoryRun, cost: Cost) -> str:
    link = run.theory.link_of(cost.link)
    return say("arrow", start=run.theory.item(link.from_item).text, end=run.theory.item(link.to_item).text)


def _named(texts: list[str]) -> str:
    more = [f"{len(texts) - _MOST_NAMED} more"] if len(texts) > _MOST_NAMED else []
    return joined([*(f"“{text}”" for text in texts[:_MOST_NAMED]), *more])
