"""A run, an ensemble, a comparison in plain words: templates filled with what the arrays hold."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

import numpy as np

from cbf_widgets.errors import CbfError, shown
from cbf_widgets.model.counting import joined, plural
from cbf_widgets.simulation.compare import Comparison
from cbf_widgets.simulation.contact_story import all_loops, told_contact, told_start
from cbf_widgets.simulation.ensemble import Ensemble
from cbf_widgets.simulation.measures import Falls, loops_of, quantiles
from cbf_widgets.simulation.phrases import count, of_100, say
from cbf_widgets.simulation.triggers import Reason

_BANDS = (0.05, 0.5, 0.95)


def tell(ensemble: Ensemble) -> list[str]:
    """Tell what the runs of an ensemble have in common and how far they differ.

    Parameters
    ----------
    ensemble : Ensemble
        The runs.

    Returns
    -------
    list of str
        Sentences; the first says the most, the last what it all is.

    Examples
    --------
    >>> import cbf_widgets as cbf
    >>> story = tell(cbf.simulate(cbf.StepNetwork.from_vocabulary("partnership-building").with_(uptake=0), seed=7))
    >>> print(story[0])
    After 52 contacts, at least 90 of 100 runs have 0 loops of 15, no more and no fewer.
    >>> print(story[-1])
    This is what the assumptions imply. It's no evidence and no forecast.
    """
    total = loops_of(ensemble.levels)
    end, secure = total[:, -1], loops_of(ensemble.floors[:, -1:])[:, 0]
    runs, everything = ensemble.runs, all_loops(ensemble)
    told = [
        _headline(ensemble, end),
        _reached(ensemble),
        say("complete", in_100=of_100(int((end == everything).sum()), runs), none=of_100(int((end == 0).sum()), runs)),
    ]
    if end.any():
        told.append(say("secure", in_100=of_100(int(secure.sum()), int(end.sum()))))
    told.append(_ruptures(ensemble))
    fall = int(quantiles(Falls.of(total).size, (0.5,))[0])
    told.append(say("fall", middle=count(fall, "loop")) if fall else say("no_fall"))
    return [*told, say("implied")]


def _headline(ensemble: Ensemble, end: Any) -> str:
    low, middle, high = (int(value) for value in quantiles(end, _BANDS))
    everything = all_loops(ensemble)
    given = {
        "contacts": count(ensemble.contacts, "contact"),
        "all": everything,
        "middle": count(middle, "loop"),
        "low": count(low, "loop"),
    }
    if ensemble.runs == 1:
        return say("headline_one", **given)
    if low == high:
        return say("headline_same", **given)
    if middle == 0:
        return say("headline_none", high=count(high, "loop"), **given)
    return say("headline_full" if middle == everything else "headline", high=f"{high:,}", **given)


def _reached(ensemble: Ensemble) -> str:
    ever = (ensemble.levels > 0).any(axis=1).sum(axis=0)
    steps = [
        say("reached_step", step=label, in_100=of_100(int(runs), ensemble.runs))
        for label, runs in zip(ensemble.network.labels, ever, strict=True)
    ]
    return say("reached", steps=", ".join(steps))


def _ruptures(ensemble: Ensemble) -> str:
    if not ensemble.network.rupture:
        return say("no_ruptures")
    had, torn = int(ensemble.ruptured.any(axis=1).sum()), int(ensemble.ruptured[:, -1].sum())
    return say("ruptured", in_100=of_100(had, ensemble.runs), torn=of_100(torn, ensemble.runs))


def tell_run(ensemble: Ensemble, run: int, reasons: Iterable[Reason] | None = None) -> list[str]:
    """Tell one run: how it ends, its ruptures, and every contact in which something changed.

    Parameters
    ----------
    ensemble : Ensemble
        The runs.
    run : int
        Which, from 0. In words runs are counted from 1, as on screen.
    reasons : iterable of Reason, optional
        What `Ensemble.reasons` gives for this run, if it is at hand.

    Returns
    -------
    list of str
        Sentences.

    Raises
    ------
    CbfError
        When there is no such run.

    Examples
    --------
    >>> import cbf_widgets as cbf
    >>> network = cbf.StepNetwork.from_vocabulary("partnership-building").with_(uptake=1, readiness=0, ratchet=1)
    >>> print(tell_run(cbf.simulate(network, seed=7), 3)[0])
    Run 4, one of 2,000: 15 loops of 15 at the end, 15 of them secure.
    """
    contacts = tell_contacts(ensemble, run, reasons)
    total, torn = loops_of(ensemble.levels[run : run + 1])[0], ensemble.ruptured[run]
    told = [
        say("run", run=run + 1, runs=f"{ensemble.runs:,}", gained=count(int(total[-1]), "loop"), all=all_loops(ensemble),
            secure=int(ensemble.floors[run, -1].sum(dtype=int))),
    ]  # fmt: skip
    if total.max() > total[-1]:
        told.append(say("run_peak", most=count(int(total.max()), "loop"), contact=int(total.argmax())))
    began = (np.flatnonzero(torn[1:] & ~torn[:-1]) + 1).tolist()
    places = f"{plural(len(began), 'contact')} {joined([str(contact) for contact in began])}"
    told.append(say("run_ruptures", contacts=places) if began else say("run_no_rupture"))
    told += [say("run_torn")] if torn[-1] else []
    quiet = {say("nothing"), say("stands")}
    told += [say("in_contact", contact=i, words=words) for i, words in enumerate(contacts) if i and words not in quiet]
    return [*told, say("implied")]


def tell_contacts(ensemble: Ensemble, run: int, reasons: Iterable[Reason] | None = None) -> list[str]:
    """Tell each contact of a run, the start first.

    Parameters
    ----------
    ensemble, run, reasons
        As for `tell_run`.

    Returns
    -------
    list of str
        One text for each contact, contacts + 1 in all.

    Examples
    --------
    >>> import cbf_widgets as cbf
    >>> words = tell_contacts(cbf.simulate(cbf.StepNetwork.from_vocabulary("partnership-building"), seed=7), 3)
    >>> len(words), words[0]
    (53, 'The start: nothing is gained yet.')
    """
    _check("run", run, 0, ensemble.runs - 1)
    given = list(ensemble.reasons(run) if reasons is None else reasons)
    by_contact: dict[int, list[Reason]] = {}
    for reason in given:
        by_contact.setdefault(reason.contact, []).append(reason)
    return [
        told_contact(ensemble, run, contact, by_contact.get(contact, [])) if contact else told_start(ensemble, run)
        for contact in range(ensemble.contacts + 1)
    ]


def tell_contact(ensemble: Ensemble, run: int, contact: int, reasons: Iterable[Reason] | None = None) -> str:
    """Tell what happened in one contact of a run, and why.

    Parameters
    ----------
    ensemble : Ensemble
        The runs.
    run, contact : int
        Which; contact 0 is the start.
    reasons : iterable of Reason, optional
        What `Ensemble.reasons` gives for this run, if it is at hand.

    Returns
    -------
    str
        One or more sentences.

    Raises
    ------
    CbfError
        When there is no such run or contact.

    Examples
    --------
    >>> import cbf_widgets as cbf
    >>> from cbf_widgets.simulation.parts import Edge, Step
    >>> steps = Step("tea", "Tea", uptake=0, level=1), Step("talk", "Talk", uptake=0)
    >>> network = cbf.StepNetwork(steps=steps, edges=(Edge("tea", "talk", contagion=0.9999),), loops=1)
    >>> print(tell_contact(cbf.simulate(network, runs=1, seed=7), 0, 1))
    Talk: loop 1, caught from Tea. Its chance in this contact was more than 99 in 100; without contagion 0.
    """
    _check("run", run, 0, ensemble.runs - 1)
    _check("contact", contact, 0, ensemble.contacts)
    if contact == 0:
        return told_start(ensemble, run)
    given = ensemble.reasons(run) if reasons is None else reasons
    return told_contact(ensemble, run, contact, [reason for reason in given if reason.contact == contact])


def tell_comparison(comparison: Comparison, label: str) -> list[str]:
    """Tell how two ensembles on the same draws differ.

    Parameters
    ----------
    comparison : Comparison
        What `compare` gives.
    label : str
        What the other one is called, so that it fits into a sentence: ``without the ratchet``.

    Returns
    -------
    list of str
        Sentences.

    Examples
    --------
    >>> import cbf_widgets as cbf
    >>> from cbf_widgets.simulation.compare import compare
    >>> network = cbf.StepNetwork.from_vocabulary("partnership-building")
    >>> comparison = compare(*(cbf.simulate(network.with_(uptake=value, ratchet=1), seed=7) for value in (1, 0)))
    >>> print(tell_comparison(comparison, "with no work")[0])
    Of 100 runs, 100 end with more loops than with no work on the same draws, 0 with as many and 0 with fewer.
    """
    one, other = comparison.one, comparison.other
    ends = [loops_of(each.levels[:, -1:])[:, 0] for each in (one, other)]
    differ, everything = ends[0] - ends[1], all_loops(one)
    shares = {"more": differ > 0, "even": differ == 0, "fewer": differ < 0}
    told = [say("pairs", label=label, **{name: of_100(int(share.sum()), one.runs) for name, share in shares.items()})]
    told.append(_mean(comparison, everything, one.runs, same=not differ.any()))
    middles = [_half(int(quantiles(end, (0.5,))[0]), everything) for end in ends]
    told.append(say("middles", one=middles[0], other=middles[1], label=label))
    steps = one.levels[:, -1].astype(int).mean(axis=0) - other.levels[:, -1].astype(int).mean(axis=0)
    most = int(np.abs(steps).argmax())
    if f"{abs(steps[most]):.1f}" != "0.0":
        step = one.network.labels[most]
        told.append(say("biggest_step", step=step, mean=f"{abs(steps[most]):.1f}", direction=_direction(steps[most])))
    return [*told, say("implied")]


def _mean(comparison: Comparison, everything: int, runs: int, *, same: bool) -> str:
    mean, low, high = map(float, comparison.at_end)
    if same:
        return say("mean_same")
    sign = 1 if mean >= 0 else -1
    low, high = sorted((sign * low, sign * high))
    given = {"mean": f"{abs(mean):.1f}", "direction": _direction(mean), "all": everything}
    return (
        say("mean_one", **given)
        if runs == 1
        else say("mean", low=f"{low:.1f}", high=f"{high:.1f}", runs=count(runs, "run"), **given)
    )


def _half(middle: int, everything: int) -> str:
    if middle in {0, everything}:
        return say("all_of", all=everything) if middle else say("none_of")
    return say("or_more", loops=count(middle, "loop"))


def _direction(difference: float) -> str:
    return "more" if difference >= 0 else "fewer"


def _check(name: str, value: Hashable, least: int, most: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or not least <= value <= most:
        raise CbfError(f"a whole number from {least} to {most}", shown(value), place=name)
