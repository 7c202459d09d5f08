"""The templates of what is told of runs: plain words with places for names and numbers. They're runs, never families, and nothing is foretold."""

from __future__ import annotations

from cbf_widgets.model.counting import plural
from cbf_widgets.model.phrases import sayer

PHRASES = {
    # A contact
    "start": "The start: {gained} of {all}, {secure} of them secure.",
    "start_empty": "The start: nothing is gained yet.",
    "caught": "{step}: loop {level}{again}, caught from {source}. Its chance in this contact was {chance} in 100; without contagion {alone}.",
    "worked": "{step}: loop {level}{again}, through the work on it. Its chance in this contact was {chance} in 100.",
    "worked_helped": "{step}: loop {level}{again}, through the work on it. Its chance in this contact was {chance} in 100; without contagion {alone}.",
    "more_moved": "Another {steps} moved on.",
    "back": "{step}: back from loop {before} to loop {after}.",
    "back_to_none": "{step}: back from loop {before}, and none is left.",
    "more_back": "Another {steps} slid back.",
    "rupture": "A rupture: back {lost}, to what was secure.",
    "rupture_secure": "A rupture: nothing is lost, for all there was is secure.",
    "rupture_empty": "A rupture, with nothing gained yet.",
    "rupture_again": "Another rupture before the last is mended: back {lost}, to what was secure.",
    "mended": "The rupture is mended.",
    "mended_by": "The rupture is mended, through {step}.",
    "stands": "The rupture stands.",
    "secured": "Secure now: {steps}.",
    "secured_step": "{step} with {loops}",
    "nothing": "Nothing changed.",
    # A run
    "run": "Run {run}, one of {runs}: {gained} of {all} at the end, {secure} of them secure.",
    "run_peak": "The most it ever had was {most}, first in contact {contact}.",
    "run_no_rupture": "It had no rupture.",
    "run_ruptures": "Ruptures began in {contacts}.",
    "run_torn": "The last one stands at the end.",
    "in_contact": "Contact {contact}: {words}",
    # All runs
    "headline": "After {contacts}, half of the runs have {middle} or more of {all}; at least 90 of 100 have between {low} and {high}.",
    "headline_none": "After {contacts}, at least half of the runs have none of {all} loops, and at least 90 of 100 have {high} or fewer.",
    "headline_full": "After {contacts}, at least half of the runs have all {all} loops, and at least 90 of 100 have {low} or more.",
    "headline_same": "After {contacts}, at least 90 of 100 runs have {low} of {all}, no more and no fewer.",
    "headline_one": "After {contacts}, the only run has {middle} of {all}.",
    "reached": "Of 100 runs, so many ever gain a first loop: {steps}.",
    "reached_step": "{step} {in_100}",
    "complete": "Of 100 runs, {in_100} have all loops of all steps at the end, and {none} have none.",
    "secure": "Of 100 loops that are gained at the end, {in_100} are secure.",
    "no_ruptures": "There are no ruptures in these assumptions.",
    "ruptured": "Of 100 runs, {in_100} have a rupture, and in {torn} one stands unmended at the end.",
    "fall": "Half of the runs fall by {middle} or more from the most they had.",
    "no_fall": "At least half of the runs never fall from what they had.",
    # Two ensembles
    "pairs": "Of 100 runs, {more} end with more loops than {label} on the same draws, {even} with as many and {fewer} with fewer.",
    "mean": "On average it is {mean} loops {direction} of {all} (95 % interval {low} to {high}, as far as {runs} can tell).",
    "mean_one": "It is {mean} loops {direction} of {all}.",
    "mean_same": "On average there is no difference.",
    "middles": "Half of the runs end with {one}; {label}, half end with {other}.",
    "or_more": "{loops} or more",
    "all_of": "all {all} loops",
    "none_of": "none",
    "biggest_step": "The largest difference in a step is in {step}: {mean} loops {direction} on average.",
    # What it all is
    "implied": "This is what the assumptions imply. It's no evidence and no forecast.",
}
say = sayer(PHRASES)


def count(number: int, noun: str) -> str:
    """Say how many there are, in figures.

    Examples
    --------
    >>> count(1, "loop"), count(2_000, "run")
    ('1 loop', '2,000 runs')
    """
    return f"{number:,} {plural(number, noun)}"


def of_100(part: float, whole: float) -> str:
    """Say how many of 100 a part is, to the nearest; what is rounded to none or to all says so.

    Examples
    --------
    >>> of_100(1, 3), of_100(0, 5), of_100(1, 1000), of_100(999, 1000), of_100(5, 5)
    ('33', '0', 'fewer than 1', 'more than 99', '100')
    """
    nearest = int((200 * part + whole) // (2 * whole))
    if nearest == 0 and part > 0:
        return "fewer than 1"
    if nearest == 100 and part < whole:
        return "more than 99"
    return str(nearest)
