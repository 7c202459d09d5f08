"""A comparison as tables for researchers; each says in ``attrs["made_by"]`` by which coding it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from cbf_widgets.comparing.compared import Compared
from cbf_widgets.comparing.counting import LANES, NO_THEME, OTHER, Entry
from cbf_widgets.errors import CbfError, shown

if TYPE_CHECKING:
    import pandas as pd


_LANES = (*LANES, OTHER)


def table(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], made_by: Mapping[str, Any]) -> pd.DataFrame:
    """Give rows as a DataFrame that says what made it.

    Examples
    --------
    >>> table([{"tea": 1}], ["tea"], {"coding": "c"}).attrs
    {'made_by': {'coding': 'c'}}
    """
    import pandas as pd

    found = pd.DataFrame([*rows], columns=[*columns])
    found.attrs["made_by"] = dict(made_by)
    return found


class ComparisonTables(Compared):
    """The tables of a `TheoryComparison`.

    Examples
    --------
    >>> from cbf_widgets.comparing import compare_theories
    >>> compare_theories(["Croydon", "Luton"]).matrix().index.tolist()
    ['Croydon', 'Luton']
    """

    def matrix(self, unit: Literal["items", "own words", "in 100"] = "items") -> pd.DataFrame:
        """Give how many items carry each theme.

        Parameters
        ----------
        unit : {"items", "own words", "in 100"}
            Items; items whose words aren't shared with another page here; or items of each hundred on that page.

        Returns
        -------
        pandas.DataFrame
            A row for each theory, a column for each theme and one for no theme. An item with two themes counts in both.

        Examples
        --------
        >>> from cbf_widgets.comparing import compare_theories
        >>> comparison = compare_theories(["Blackpool", "Newcastle upon Tyne"])
        >>> bool((comparison.matrix("own words") <= comparison.matrix()).all(axis=None))
        True
        """
        import pandas as pd

        if unit not in {"items", "own words", "in 100"}:
            raise CbfError("'items', 'own words' or 'in 100'", shown(unit), place="matrix, unit")
        own = unit == "own words"
        some = [entry for entry in self.entries if not (own and entry.joined)]
        counts = (self.own_counts if own else self.counts).items.sum(axis=2)
        columns = pd.Index([*self.theme_titles.values(), "No theme"], name="theme")
        found = pd.DataFrame(0, pd.Index([*self.titles.values()], name="authority"), columns)
        found.iloc[:, :-1] = counts
        bare = [sum(1 for entry in some if entry.theory == theory and not entry.themes) for theory in self.titles]
        found.iloc[:, -1] = bare
        if unit == "in 100":
            sizes = [max(1, len(theory.items)) for theory in self.theories]
            found = found.mul(100).div(sizes, axis=0)
        found.attrs["made_by"] = self.made_by
        return found

    def by_column(self) -> pd.DataFrame:
        """Give how many items carry each theme, lane by lane.

        Returns
        -------
        pandas.DataFrame
            ``theory``, ``authority``, ``lane``, ``theme`` (empty: no theme), ``items``, ``own_words`` (those whose words aren't shared here).

        Examples
        --------
        >>> from cbf_widgets.comparing import compare_theories
        >>> compare_theories(["Croydon", "Luton"]).by_column()["lane"].unique()[:2].tolist()
        ['Now', 'Changes']
        """
        lanes = [
            place for place in range(len(_LANES)) if place < len(LANES) or any(entry.lane == place for entry in self.entries)
        ]
        rows = [
            {
                "theory": theory, "authority": title, "lane": _LANES[lane], "theme": theme,
                "items": len(some), "own_words": sum(1 for entry in some if not entry.joined),
            }
            for theory, title in self.titles.items()
            for lane in lanes
            for theme in (*self.theme_titles, NO_THEME)
            for some in [[entry for entry in self.entries if _fits(entry, theory, lane, theme)]]
        ]  # fmt: skip
        return table(rows, ("theory", "authority", "lane", "theme", "items", "own_words"), self.made_by)

    def shared(self) -> pd.DataFrame:
        """Give how many theories have each theme, with and without what shares its words.

        Returns
        -------
        pandas.DataFrame
            ``theme``, ``title``, ``theories`` (how many have it), ``of`` (how many there are of which any item is coded), ``all`` (whether all do), ``without_wording`` (how many have it in words
            that aren't shared here), ``items``, ``items_without_wording``.

        Examples
        --------
        >>> from cbf_widgets.comparing import compare_theories
        >>> table = compare_theories(["Blackpool", "Newcastle upon Tyne"]).shared()
        >>> bool((table["without_wording"] <= table["theories"]).all())
        True
        """
        rows = []
        for theme, title in self.theme_titles.items():
            each, own = self.judged.of(theme).sum(axis=1), self.own_counts.only(self.judged.theories).of(theme).sum(axis=1)
            have = int((each > 0).sum())
            rows.append({
                "theme": theme, "title": title, "theories": have, "of": len(each), "all": have == len(each) > 0,
                "without_wording": int((own > 0).sum()), "items": int(each.sum()), "items_without_wording": int(own.sum()),
            })  # fmt: skip
        columns = ("theme", "title", "theories", "of", "all", "without_wording", "items", "items_without_wording")
        return table(rows, columns, self.made_by)

    def only(self) -> pd.DataFrame:
        """Give what only one theory has: a theme, or a theme among its outcomes, or among its indicators and measures.

        Returns
        -------
        pandas.DataFrame
            ``theme``, ``lane`` (empty: anywhere), ``theory``, ``authority``, ``items``.

        Examples
        --------
        >>> from cbf_widgets.comparing import compare_theories
        >>> table = compare_theories(["Croydon", "Blackpool"]).only()
        >>> table.query("theme == 'fathers' and lane == ''")["authority"].tolist()
        ['Blackpool']
        """
        rows = []
        for claim in self.claims:
            if claim.kind == "only":
                lane = _LANES[claim.lane] if claim.lane >= 0 else ""
                items = [one.key for one in self.entries if _fits(one, claim.theory, claim.lane, claim.theme)]
                row = {"theme": claim.theme, "lane": lane, "theory": claim.theory, "authority": self.titles[claim.theory]}
                rows.append({**row, "items": items})
        return table(rows, ("theme", "lane", "theory", "authority", "items"), self.made_by)

    def gaps(self) -> pd.DataFrame:
        """Give what the pages say nothing of. A page that says nothing isn't a place that does nothing.

        Returns
        -------
        pandas.DataFrame
            ``sort`` (``silent``: nothing on a theme; ``unwatched``: outcomes on it, and no indicator or measure; ``column``: nothing in a column),
            ``theme``, ``column``, ``theory``, ``authority``.

        Examples
        --------
        >>> from cbf_widgets.comparing import compare_theories
        >>> table = compare_theories(["Essex", "Luton"]).gaps()
        >>> table.query("sort == 'column' and authority == 'Essex'")["column"].tolist()
        ['Intermediate outcomes']
        """
        rows = [
            {
                "sort": claim.sort,
                "theme": claim.theme,
                "column": "",
                "theory": claim.theory,
                "authority": self.titles[claim.theory],
            }
            for claim in self.claims
            if claim.kind == "gap"
        ]
        for theory in self.theories:
            for column in theory.columns:
                if not theory.of_column(column.id):
                    row = {"sort": "column", "theme": "", "column": column.title, "theory": theory.id}
                    rows.append({**row, "authority": theory.title})
        return table(rows, ("sort", "theme", "column", "theory", "authority"), self.made_by)

    def measures(self) -> pd.DataFrame:
        """Give which measure is used by whom, and for which themes: those of the items that name it, even where an item names several measures.

        Returns
        -------
        pandas.DataFrame
            ``measure``, ``name``, ``standing`` (as the guide says), ``theory``, ``authority``, ``where``, ``items``, ``themes``. Items and themes are
            empty where the guide tells of the use elsewhere than in the theory.

        Examples
        --------
        >>> from cbf_widgets.comparing import compare_theories
        >>> table = compare_theories(["Dorset", "Newcastle upon Tyne"]).measures()
        >>> table.query("measure == 'sdq'")["authority"].tolist()
        ['Dorset', 'Newcastle upon Tyne']
        """
        known = {measure.id: measure for measure in self.named}
        rows = []
        for naming in self.namings:
            carried = {theme for item in naming.items for theme in self.places[item].themes}
            rows.append({
                "measure": naming.measure, "name": known[naming.measure].name, "standing": known[naming.measure].standing,
                "theory": naming.theory, "authority": self.titles[naming.theory], "where": naming.where, "items": list(naming.items),
                "themes": [theme for theme in self.theme_titles if theme in carried],
            })  # fmt: skip
        columns = ("measure", "name", "standing", "theory", "authority", "where", "items", "themes")
        return table(rows, columns, self.made_by)

    def unmeasured(self) -> pd.DataFrame:
        """Give the themes of which no item names a measure.

        Returns
        -------
        pandas.DataFrame
            ``theme``, ``title``, ``items`` (how many carry it), ``theories`` (how many have it).

        Examples
        --------
        >>> from cbf_widgets.comparing import compare_theories
        >>> "demand" in compare_theories().unmeasured()["theme"].tolist()
        True
        """
        bare = [claim.theme for claim in self.claims if claim.sort == "unmeasured"]
        rows = self.shared()
        rows = rows[rows["theme"].isin(bare)]
        return table(rows.to_dict("records"), ("theme", "title", "items", "theories"), self.made_by)

    def wording(self) -> pd.DataFrame:
        """Give the items whose words on the page are shared between two or more of these theories: the template at work, not agreement.

        Returns
        -------
        pandas.DataFrame
            ``group``, ``how``, ``theory``, ``authority``, ``item``, ``text`` (our words, not the page's), ``lane``, ``themes``.

        Examples
        --------
        >>> from cbf_widgets.comparing import compare_theories
        >>> len(compare_theories(["Blackpool", "Newcastle upon Tyne"]).wording())
        9
        """
        how = {group.id: group.how for group in self.groups}
        rows = [
            {
                "group": entry.shared, "how": how[entry.shared], "theory": entry.theory, "authority": self.titles[entry.theory],
                "item": entry.item, "text": entry.text, "lane": _LANES[entry.lane], "themes": list(entry.themes),
            }
            for entry in self.entries
            if entry.joined
        ]  # fmt: skip
        rows.sort(key=lambda row: [*how].index(str(row["group"])))
        return table(rows, ("group", "how", "theory", "authority", "item", "text", "lane", "themes"), self.made_by)


def _fits(entry: Entry, theory: str, lane: int, theme: str) -> bool:
    carries = theme in entry.themes if theme else not entry.themes
    return entry.theory == theory and lane in {-1, entry.lane} and carries
