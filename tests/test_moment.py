"""Dates, whole numbers and words: what can be put in order and what can't."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbf_widgets.errors import CbfError
from cbf_widgets.model.moment import in_order, moment
from tests.strategies import tried


@pytest.mark.parametrize(
    "whens, place, message",
    [
        (["2026-03-14", "3"], "[1]", "expected a date like the rows above, but got '3'. Write all of them the same way."),
        (["3", "soon"], "[1]", "expected a whole number like the rows above, but got 'soon'. Write all of them the same way."),
        (["soon", "", "3"], "[2]", "expected words like the rows above, but got '3'. Write all of them the same way."),
        (["2026-02-30"], "[0]", "expected a date such as 2026-03-14, but got '2026-02-30'. Mend that date."),
        (["2026-3-1"], "[0]", "expected a date such as 2026-03-14, but got '2026-3-1'. Mend that date."),
        (
            ["3/4/2026"],
            "[0]",
            "expected a date such as 2026-03-14, but got '3/4/2026'. Write the year first, then month and day.",
        ),
        (["3.4.26"], "[0]", "expected a date such as 2026-03-14, but got '3.4.26'. Write the year first, then month and day."),
    ],
)
def test_a_mixture_of_dates_numbers_and_words_is_refused(whens, place, message):
    with pytest.raises(CbfError) as caught:
        in_order(whens)
    assert str(caught.value) == f"{place}: {message}"


@given(st.text(max_size=25) | st.from_regex(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}\Z"))
def test_any_text_is_a_moment_or_an_error_of_ours(text):
    found, error = tried(lambda: moment(text))
    assert error.expected == "a date such as 2026-03-14" if error else found.order in {"a date", "a whole number", "words"}


@pytest.mark.parametrize("text", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00"])
def test_a_time_zone_that_leads_out_of_the_calendar_is_refused(text):
    with pytest.raises(CbfError, match="expected a date such as 2026-03-14"):
        moment(text)


def test_a_month_comes_before_its_days_and_time_zones_count():
    texts = ["2026-03", "2026-03-01T00:00+10:00", "2026-02-28T15:00", "2026-03-02"]
    assert [round(moment(text).value - moment("2026-03-01").value) for text in texts] == [0, -36_000, -32_400, 86_400]
