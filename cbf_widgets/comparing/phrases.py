"""The templates of what a comparison says: about pages and a coding of them, never about places or people."""

from __future__ import annotations

from cbf_widgets.model.counting import in_words
from cbf_widgets.model.phrases import sayer

SAYS = {
    "all": "{all} speak of “{theme}”, in {items}. {apart}",
    "only": "By this coding, only {theory} speaks of “{theme}”, in {items}.",
    "only here": "By this coding, only {theory} has “{theme}” among its {lane}.",
    "silent": "By this coding, {theories} {say} nothing of “{theme}”. That is about the {pages}.",
    "silent most": "By this coding, only {others} speak of “{theme}”; the other {silent} say nothing of it. That is about the pages, not the places.",
    "silent all": "By this coding, nobody here says anything of “{theme}”. That is about the pages, not the places.",
    "unwatched": "By this coding, {theories} {hope} for a change in “{theme}”, and nothing among the indicators and measures speaks of it.",
    "column": "{theory} has nothing under {column}. That is about the page, not the place.",
    "uncoded": "No item of {theory} carries a theme yet, so nothing is said here of its themes.",
    "unmeasured": "No page here names a scale or questionnaire at an item on “{theme}”.",
    "unmeasured all": "For {some} of {all} {themes}, no page here names a scale or questionnaire.",
    "wording": "{theories} share the words of {items} on the page. That may be the form at work, and isn't taken for agreement.",
    # The whole
    "beside": "{theories} side by side, by the coding “{coding}” of {by}. Another coder may see it otherwise.",
    "alone": "{theories}, read by the coding “{coding}” of {by}. Another coder may see it otherwise.",
    "firm": "Of {resting} claims that rest on codes, {alone} would end with a single code left out: whoever reads that item otherwise says otherwise.",
}
says = sayer(SAYS)
ASKS = {
    "all": "Do they mean the same by it?",
    "only": "Do the others do it too, under another name?",
    "only here": "Do the others do it too, under another name?",
    "silent": "Is it done there, though the page doesn't say so?",
    "silent most": "Is it done there, though the pages don't say so?",
    "silent all": "Is it done, though no page says so?",
    "unwatched": "What would tell that it changed?",
    "column": "What would belong there?",
    "uncoded": "Which themes do its items carry?",
    "unmeasured": "How would anybody tell that it changed?",
    "unmeasured all": "Which of them matters most to you to measure?",
    "wording": "Did each come to this by itself?",
}
APART = {
    "none": "None of these items shares its words with another page.",
    "all": "Leaving out what shares its words with another page, all still do.",
    "some": "Leaving out what shares its words with another page, {left} of {all} do.",
    "one": "Leaving out what shares its words with another page, only {left} of {all} does.",
    "nobody": "Leaving out what shares its words with another page, nobody does.",
}
says_apart = sayer(APART)
ABOUT = (
    "A page that says nothing of something is not a place that does nothing about it. The pages are a snapshot of plans, and short.",
    "Nothing here ranks or scores anybody: more items isn't better.",
)
KAPPA = (
    "Kappa says how far two codings agree beyond what their totals alone would bring about: 1 is in everything, 0 is no more than that, below 0 is less. "
    "It doesn't say who is right, or whether both share an error. Where a theme is rare, a few items move it a lot."
)


def all_of(count: int) -> str:
    """Say that it is all of them.

    Examples
    --------
    >>> all_of(2), all_of(12)
    ('Both', 'All twelve')
    """
    return "Both" if count == 2 else f"All {in_words(count)}"
