"""What the lessons and their notes say comes out: of a saved spiral, of games on paper, of the guide's pages."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import nbformat
import numpy as np
import pytest

from cbf_widgets import datasets
from cbf_widgets.comparing import compare_theories
from cbf_widgets.comparing.coders import cohens_kappa
from cbf_widgets.comparing.comparison import TheoryComparison
from cbf_widgets.model.spiral import Spiral
from cbf_widgets.simulation.ensemble import simulate
from cbf_widgets.simulation.network import StepNetwork
from cbf_widgets.simulation.parts import Edge, Step
from cbf_widgets.simulation.plans import compare_plans
from tests.lessons import FOLDER, says


def run(lesson: str, *cell_ids: str) -> dict[str, Any]:
    """What some code cells of a lesson leave behind, run in this folder."""
    names: dict[str, Any] = {}
    found = {cell.id: cell.source for cell in nbformat.read(FOLDER / f"{lesson}.ipynb", as_version=4).cells}
    for cell_id in cell_ids:
        exec(found[cell_id], names)
    return names


OWN = ("lab", "whose", "caught-most")


def test_lesson_02_goes_on_from_the_spiral_saved_last_under_its_own_names(tmp_path, monkeypatch, capsys):
    spiral = Spiral(vocabulary="partnership-building", title="Rosa's spring").add("acceptance", 0.2, label="Tea on the step")
    spiral.add("subtle", 0.8, label="Tummy time").ripple("m1", "m2").save(tmp_path / "mine.json")
    monkeypatch.chdir(tmp_path)
    names = run("02-helpful-contagion", *OWN)
    assert names["lab"].network.labels == ("Tea on the step", "Tummy time")
    assert names["lab"].study.title == "Rosa's spring"
    assert "Rosa's spring" in names["whose"]
    assert "Tummy time, from Tea on the step" in capsys.readouterr().out


def test_lesson_02_works_without_a_saved_spiral_and_with_a_single_step(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert len(run("02-helpful-contagion", *OWN)["network"].steps) == 5
    Spiral(vocabulary="making-change-happen").add("respect", 0.2).save(tmp_path / "one.json")
    assert run("02-helpful-contagion", *OWN)["network"].edges == ()


def test_what_the_lessons_say_of_the_starting_values_is_so():
    five = StepNetwork.from_vocabulary("partnership-building")
    assert five.loops * len(five.steps) == 15
    assert set(five.values("ratchet")) == {0.12}
    assert set(five.values("slip")) == {0.10}
    assert (five.rupture, five.repair) == (0.03, 0.35)
    assert set(five.values("uptake")) == {0.06, 0.096}
    contagion, readiness = five.matrix("contagion") > 0, five.matrix("readiness") > 0
    assert contagion.sum(axis=1).argmax() == 0  # most arrows lead away from earning acceptance
    assert list(contagion.sum(axis=1)).count(contagion.sum(axis=1).max()) == 1
    assert readiness[0].tolist() == [False, True, True, True, True]  # and all others wait for it
    obvious = five.nodes.index("obvious")
    assert (contagion[:, obvious].sum(), readiness[:, obvious].sum()) == (3, 3)
    assert contagion[five.nodes.index("repair")].sum() == 2


def half_of_the_runs(network: StepNetwork) -> int:
    return int(simulate(network, seed=1).bands()["q50"].iloc[-1])


def test_what_is_tried_in_the_lab_comes_out_as_the_notes_say():
    five = StepNetwork.from_vocabulary("partnership-building")
    many = five.with_(rupture=0.2)
    assert [half_of_the_runs(one) for one in (many, many.with_(repair=1), many.with_(ratchet=0.24))] == [4, 5, 7]
    assert says("04-rupture-and-repair", "gain at least 4 loops. Repair in the very next contact makes that 5;")
    assert says("04-rupture-and-repair", "twice as many clicks of the ratchet make it 7")
    assert compare_plans(five.with_(readiness=0), seed=1)["q50"].tolist() == [12, 12, 12, 11, 11]
    assert set(compare_plans(many, seed=1)["q50"]) == {1, 2}
    assert says(
        "05-small-things-big-effects",
        "12, 12, 12, 11 and 11 loops or more. Many ruptures: no plan holds up, they end at 2 loops or 1",
    )


# --- the games on paper ------------------------------------------------------------------------------------------------


def cards(*, contagion: float = 0, slip: float = 0, clip: float = 0, rupture: float = 0, repair: float = 1) -> StepNetwork:
    """Five cards and a die, as the notes tell it: a network of one loop."""
    steps = tuple(Step(card, uptake=1 / 6, slip=slip, ratchet=clip) for card in "abcde")
    edges = tuple(Edge("a", card, contagion=contagion) for card in "bcde")
    return StepNetwork(steps=steps, edges=edges, loops=1, rupture=rupture, repair=repair)


@cache
def up(contacts: int, **rules: float) -> tuple[float, float, float]:
    """Cards up at the end on average, and in 100 games: all five up, none up."""
    ends = simulate(cards(**rules), contacts=contacts, runs=20_000, seed=1).levels[:, -1].sum(axis=1)
    return float(ends.mean()), 100 * float((ends == 5).mean()), 100 * float((ends == 0).mean())


def test_the_catching_game_comes_out_as_the_notes_say():
    # 4, 5 or 6 is half of the throws: what is added to one sixth is 0.4
    assert up(6)[1] == pytest.approx(13, abs=1)
    assert up(6, contagion=0.4)[1] == pytest.approx(46, abs=1)
    assert says("02-helpful-contagion", "about 13 without contagion and about 46 with it")
    assert up(2, contagion=0.4)[0] - up(2)[0] < 0.25
    assert says("02-helpful-contagion", "after *two* contacts: hardly a difference")


def test_the_clip_game_comes_out_as_the_notes_say():
    bare, clipped = up(8, slip=1 / 6), up(8, slip=1 / 6, clip=0.5)
    assert (bare[0], clipped[0]) == (pytest.approx(2.4, abs=0.06), pytest.approx(3.6, abs=0.06))
    assert (bare[1], clipped[1]) == (pytest.approx(3, abs=1), pytest.approx(18, abs=1))
    assert says(
        "03-the-ratchet", "on average about 2.4 without clips and 3.6 with them. All five up: about 3 games in 100, and about 18"
    )


def test_the_rupture_game_comes_out_as_the_notes_say():
    soon, late = (up(10, clip=0.5, rupture=1 / 6, repair=chance) for chance in (1 / 2, 1 / 6))
    assert (soon[0], late[0]) == (pytest.approx(2.9, abs=0.06), pytest.approx(2.4, abs=0.06))
    assert (soon[2], late[2]) == (pytest.approx(6, abs=1), pytest.approx(17, abs=1))
    assert says(
        "04-rupture-and-repair",
        "about 2.9 when mended soon, about 2.4 when late. With nothing up at all: about 6 games in 100, and about 17",
    )


def in_a_row(*arrows: str, face_up: str = "A") -> float:
    """In 100 games, how often D is up after eight rounds; an arrow `AB` turns B up with a 5 or a 6 once A is up."""
    nodes = sorted(set("".join(arrows)))
    steps = tuple(Step(node, uptake=0, slip=0, level=int(node in face_up)) for node in nodes)
    network = StepNetwork(steps=steps, edges=tuple(Edge(*arrow, contagion=1 / 3) for arrow in arrows), loops=1)
    return 100 * float(simulate(network, contacts=8, runs=20_000, seed=1).levels[:, -1, nodes.index("D")].mean())


def test_the_game_of_four_cards_in_a_row_comes_out_as_the_notes_say():
    row, second = ("AB", "BC", "CD"), {"face_up": "AE"}
    assert in_a_row(*row) == pytest.approx(52, abs=1)
    assert [in_a_row("BC", "CD"), in_a_row("AB", "CD")] == [0, 0]
    assert in_a_row(*row, "EC", **second) == pytest.approx(86, abs=1)
    assert in_a_row("BC", "CD", "EC", **second) == pytest.approx(80, abs=1)
    assert says("08-build-your-own", "D is up at the end in about 52 games of 100. Now cross out any one slip: it's none.")
    assert says("08-build-your-own", "D is up in about 86 games of 100. Cross out the arrow from A to B: about 80.")


def test_the_coder_who_never_looks_agrees_as_the_notes_say():
    careful = np.arange(20) < 2
    never = np.zeros(20, dtype=bool)
    assert ((careful == never).sum(), cohens_kappa(careful, never)) == (18, 0)
    assert says("07-compare-the-twelve", "this coder agrees with a careful one on 18 of 20")


def test_what_is_written_of_croydons_page_is_so():
    croydon = datasets.theories()["Croydon"]
    outcomes = [len(croydon.of_column(column)) for column in ("intermediate_outcomes", "long_term_outcomes")]
    assert outcomes == [7, 5]
    assert says("06-read-a-theory-of-change", "Croydon's seven intermediate and five long-term outcomes")
    assert [item.text for item in croydon.items if item.id == "long-term-outcomes-2"] == [
        "Fewer children with social and emotional difficulties"
    ]


def test_what_is_written_of_the_twelve_is_so():
    last = {name: {item.id for item in theory.of_column("long_term_outcomes")} for name, theory in datasets.theories().items()}
    alike = compare_theories().wording().query("lane == 'Long-term outcomes'")
    whose = alike.groupby("authority")["item"].apply(set).to_dict()
    assert set(whose) == {"Blackburn with Darwen", "Blackpool", "Newcastle upon Tyne"}
    assert all(len(items) >= len(last[name]) - 1 for name, items in whose.items())


def merged(comparison: TheoryComparison, theme: str, into: str) -> TheoryComparison:
    """The same comparison with one theme taken up by another."""
    coding = comparison.coding
    codes = [replace(code, theme=into) for code in coding.codes if code.theme == theme]
    coding = coding.without_theme(theme)
    for code in codes:
        coding = coding.with_code(code)
    return comparison.with_coding(coding)


def silent(comparison: TheoryComparison, theme: str) -> int:
    return len(comparison.gaps().query("sort == 'silent' and theme == @theme"))


WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def test_the_answers_to_try_it_in_12_come_out_as_the_notes_say():
    twelve = compare_theories()
    certain = []
    for theory in datasets.theories().values():
        for item in theory.items:
            theory = theory if item.placement != "read" else theory.remove_item(item.id)  # noqa: PLW2901 - a new one each time
        certain.append(theory)
    before, after = set(twelve.claims), set(compare_theories(certain).claims)
    goes, comes = (len([one for one in some if one.sort == "only here"]) for some in (before - after, after - before))
    everyone = [one for one in before if one.sort == "all"]
    gone = [one for one in everyone if one not in after]
    notes = "12-theories-as-data"
    assert says(notes, f"column of one page, {WORDS[goes]} go and {WORDS[comes]} come.")
    assert says(notes, f"But {WORDS[len(gone)]} of the {WORDS[len(everyone)]} *all* go as well")
    alone = [silent(twelve, "conflict"), silent(twelve, "abuse")]
    both = merged(twelve, "abuse", "conflict")
    together = silent(both, "conflict")
    assert says(
        notes,
        f"{WORDS[alone[0]].capitalize()} pages are silent on *conflict* and {WORDS[alone[1]]} on *abuse*, "
        f"and only {WORDS[together]} on both together.",
    )
    was = twelve.only().query("theme in ['conflict', 'abuse']")["authority"].tolist()
    assert "conflict" not in both.only()["theme"].tolist()
    whose = " and ".join(f"{name}'s" for name in was)
    assert says(notes, f"Two statements with *only* go: {whose}.")
