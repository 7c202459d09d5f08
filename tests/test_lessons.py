"""The lessons as texts: notes beside each, nothing copied from a source, every locator a heading, nothing on screen misnamed."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
import yaml

from cbf_widgets import datasets
from tests import guide
from tests.lessons import FOLDER, LESSONS, cells, prose
from tests.source_runs import known, shared

HEADINGS = yaml.safe_load((Path(__file__).parent / "data" / "headings.yaml").read_text(encoding="utf-8"))


WITH_DICE = [path for path in LESSONS if path.stem[:2] in {"02", "03", "04", "05", "08"}]
ON_THEORIES = [path for path in LESSONS if path.stem[:2] in {"06", "07", "08"}]
NOTES = [FOLDER / "teacher-notes" / f"{path.stem}.md" for path in LESSONS]
WIDGETS = FOLDER.parent / "cbf_widgets" / "widgets"
IN_ITALICS = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")
OPENS = re.compile(r'folded\(\s*"Open')
MOST_WORDS = 34  # in a sentence that is read aloud to a class


def locators(text: str) -> list[tuple[str, str]]:
    """Each `short name, heading` that stands in italics."""
    found = []
    for italic in IN_ITALICS.findall(text):
        for one in re.sub(r"\s+", " ", italic).removeprefix("Sources: ").removeprefix("Source: ").split("; "):
            short, _, heading = one.partition(", ")
            if short in HEADINGS:
                found.append((short, heading.split(". ")[0].removesuffix(".").removesuffix(", in our words")))
    return found


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
def test_every_lesson_has_notes_with_all_that_a_teacher_needs(path):
    text = path.read_text(encoding="utf-8").casefold()
    assert "session" in text
    if not path.stem.startswith("01"):
        for part in (
            "what it's for",
            "## what students get wrong",
            "<summary>",
            "## on paper",
            "## what *not* to conclude",
            "| minutes |",
        ):
            assert part in text, part


@pytest.mark.parametrize("path", LESSONS + NOTES, ids=lambda path: path.name)
class TestEveryText:
    def test_copies_no_run_of_eight_words(self, path):
        text = re.sub(r"\s+", " ", prose(path))
        for short, headings in HEADINGS.items():
            for heading in headings:
                text = text.replace(f"{short}, {heading}", "†")
        assert shared(text, known()) == []

    def test_cites_headings_that_are_there(self, path):
        found = locators(prose(path))
        assert found
        for short, heading in found:
            if short == guide.SHORT:  # cited by its lines, which are to lie in one of its parts
                assert [one for one in guide.spans(f"{short}, {heading}") if not guide.part(*one)] == [], heading
            else:
                assert heading in HEADINGS[short], f"{short}, {heading}"

    def test_has_no_sentence_that_nobody_can_read_aloud(self, path):
        text = path.read_text(encoding="utf-8") if path.suffix == ".md" else "\n\n".join(cells(path, "markdown"))
        text = re.sub(r"^\|.*\|$", "", text, flags=re.MULTILINE)
        sentences = re.split(r"[.!?:;](?=\W)|\n\s*\n|\n\s*(?:-|\d\.)\s", re.sub(r"\]\([^)]*\)", "]", text))
        longest = max(sentences, key=lambda sentence: len(sentence.split()))
        assert len(longest.split()) <= MOST_WORDS, longest

    def test_speaks_of_runs_and_names_no_family_as_one(self, path):
        assert not re.search(r"(thousand|hundred|\d) (simulated )?families", prose(path))


@pytest.mark.parametrize("path", LESSONS[1:], ids=lambda path: path.stem)
def test_every_lesson_asks_for_a_guess_before_every_answer(path):
    found = nbformat.read(path, as_version=4).cells
    asked = [before.source for before, cell in pairwise(found) if OPENS.search(cell.source)]
    assert len(asked) >= 4
    for text in asked:
        assert re.search(r"\*\*(Predict|When)", text), text


@pytest.mark.parametrize("path", WITH_DICE, ids=lambda path: path.stem)
class TestEveryLessonWithDice:
    def test_says_what_is_implied_and_what_isnt_evidence(self, path):
        text = "\n".join(cells(path, "markdown"))
        assert "## What these assumptions imply, and what they don't" in text
        assert "They aren't evidence" in text
        assert re.search(r"hardly matters|does nothing", text)
        assert "never a family" in text


@pytest.mark.parametrize("path", ON_THEORIES, ids=lambda path: path.stem)
class TestEveryLessonOnTheories:
    def test_says_whose_the_arrows_and_codes_are_and_that_a_page_is_no_place(self, path):
        text = "\n".join(cells(path, "markdown"))
        assert re.search(r"## What th(is shows|ese assumptions imply), and what (it doesn't|they don't)", text)
        assert re.search(r"(never|aren't) the guide's", text)
        assert re.search(r"A page isn't a place|It's no forecast", text)

    def test_puts_no_authority_before_another(self, path):
        text = "\n".join(cells(path, "markdown"))
        names = "|".join(datasets.theories())
        assert not re.search(rf"(?i)({names}) (is|was|does|did|scores|ranks) (the )?(best|worst|better|worse|first|last)", text)
        assert not re.search(r"sort_values|\.rank\(|nlargest|nsmallest", "\n".join(cells(path, "code")))


NAMED_ON_SCREEN = {
    "06": ("Teach column by column", "Full screen", "Draw an arrow from here", "What has to be true for this to lead to that?", "Undo",
           "Save", "Lay arrows over", "Both drew it", "Only yours", "Only theirs"),
    "07": ("What only one has", "Theories", "None", "All", "By column", "Template wording", "taken out", "Recode"),
    "08": ("Begin your own", "From a template", "From one that is here", "From a spreadsheet", "Run it", "The numbers, all assumed",
           "History", "Export", "Picture, PDF to print"),
}  # fmt: skip


@pytest.mark.parametrize("path", ON_THEORIES, ids=lambda path: path.stem)
def test_what_a_lesson_names_on_the_screen_is_there(path):
    sources = [*(WIDGETS / "theory").glob("*.ts*"), *(WIDGETS / "shared").glob("*.ts*")]
    screen = "\n".join(source.read_text(encoding="utf-8") for source in sources)
    text = "\n".join(cells(path, "markdown"))
    for name in NAMED_ON_SCREEN[path.stem[:2]]:
        assert re.search(rf"\*{re.escape(name)}\.?\*", text), name
        assert re.search(rf"[>\"`}} ]{re.escape(name)}[<\"`:, ]", screen), name


def test_that_guide_and_partnership_texts_go_together_is_said_to_be_assumed():
    for lesson in ("06-read-a-theory-of-change", "08-build-your-own"):
        text = " ".join(cells(FOLDER / f"{lesson}.ipynb", "markdown"))
        assert re.search(r"neither body of work mentions the other", text)
        assert re.search(r"is an assumption of this (course|project)", text)


def test_every_notebook_and_its_notes_are_listed_where_one_starts():
    (listed,) = (text for text in cells(FOLDER / "00-start-here.ipynb", "markdown") if text.startswith("## The notebooks"))
    linked = set(re.findall(r"\]\(([^)]+)\)", listed))
    there = {path.relative_to(FOLDER).as_posix() for path in (*FOLDER.glob("[0-9]*.ipynb"), *FOLDER.glob("teacher-notes/*.md"))}
    assert linked == there - {"00-start-here.ipynb"}
