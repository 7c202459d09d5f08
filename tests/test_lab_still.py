"""The figure that a saved notebook shows of a lab, with no kernel."""

from __future__ import annotations

import base64
import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from cbf_widgets import StepNetwork, simulate
from cbf_widgets.draw.ensemble_scene import ensemble_plate
from cbf_widgets.draw.lab_still import lab_still
from cbf_widgets.draw.network_plate import network_plate
from cbf_widgets.draw.palette import THEMES
from cbf_widgets.errors import CbfError
from cbf_widgets.simulation.parts import Step
from tests import samples

NETWORK = StepNetwork.from_vocabulary("partnership-building")
WITH = simulate(NETWORK, runs=200, seed=7)
WITHOUT = simulate(NETWORK.with_(ratchet=0), runs=200, seed=7)


class Read(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.said, self.open = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.append(dict(attrs))
        if tag != "img":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.said.append(data)


def images(read):
    found = [each for tag, each in zip(read.tags, read.attributes, strict=True) if tag == "img"]
    return [base64.b64decode(each["src"].removeprefix("data:image/svg+xml;base64,")).decode() for each in found]


def test_it_holds_both_pictures_as_they_are_drawn_elsewhere():
    network, bands = images(Read(lab_still(WITH, WITHOUT, 6)))
    assert network == network_plate(NETWORK, WITH, 6).svg("auto")
    assert bands == ensemble_plate(WITH, WITHOUT, 6, size=network_plate(NETWORK, WITH, 6).size).svg("auto")


def test_its_colours_follow_the_readers_system():
    pictures = images(Read(lab_still(WITH)))
    assert len(pictures) == 2
    for picture in pictures:
        assert "prefers-color-scheme:dark" in picture
        assert f"--cbf-ink:{THEMES['dark']['ink']};" in picture
        ET.fromstring(picture)


def test_every_count_of_100_stands_in_the_table():
    read = Read(lab_still(WITH))
    text = re.sub(r"\s+", " ", " ".join(read.said))
    for label, reached in zip(NETWORK.labels, (WITH.levels[:, -1, :, None] > [0, 1, 2]).sum(axis=0).tolist(), strict=True):
        counts = [(200 * count + 200) // 400 for count in reached]
        assert f"{label} {counts[0]} {counts[1]} {counts[2]}" in text
    assert "Of 100 runs, so many have come to each loop or further after 52 contacts" in text


def test_it_needs_nothing_and_says_everything():
    text = lab_still(WITH, WITHOUT, 6)
    read = Read(text)
    assert read.open == []
    assert {"script", "style", "svg", "link"} & set(read.tags) == set()
    assert not any("id" in each for each in read.attributes)
    assert "http" not in re.sub(r"base64,[^\"]*", "", text)
    assert ensemble_plate(WITH, WITHOUT, 6).text in read.said
    assert network_plate(NETWORK, WITH, 6).text in read.said
    assert all(
        each.get("alt", "").endswith("; in words below")
        for tag, each in zip(read.tags, read.attributes, strict=True)
        if tag == "img"
    )


def test_what_stands_beside_has_the_name_it_is_given():
    text = lab_still(WITH, WITHOUT, 6, "a year ago")
    assert "; a year ago, " in text
    assert "The median a year ago is " in text
    assert "without the ratchet" not in text


@pytest.mark.parametrize("label", samples.STRANGE)
def test_labels_are_text_everywhere(label):
    network = StepNetwork(steps=(Step("a", label=label, uptake=0.2), Step("b", label="Tea", uptake=0.2)), loops=2)
    text = lab_still(simulate(network, runs=10, seed=1))
    read = Read(text)
    assert label in "".join(read.said)
    assert "script" not in read.tags
    for picture in images(read):
        ET.fromstring(picture)


def test_the_same_ensemble_gives_the_same_bytes():
    assert lab_still(WITH, WITHOUT, 6) == lab_still(simulate(NETWORK, runs=200, seed=7), WITHOUT, 6)


def test_many_loops_are_a_table_of_few_columns():
    network = StepNetwork(steps=(Step("a", uptake=0.9), Step("b", uptake=0.5)), loops=60)
    heads = [said for said in Read(lab_still(simulate(network, runs=10, seed=1))).said if said.startswith("loop ")]
    assert 3 <= len(heads) <= 6
    assert heads[-1] == "loop 60"


def test_a_run_that_is_not_there_is_said():
    with pytest.raises(CbfError, match="a run from 0 to 199"):
        lab_still(WITH, run=200)
