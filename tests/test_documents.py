"""What people keep as files: each document comes back as it was, and no file is taken for another's."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from cbf_widgets import Code, Coding, FileError, Spiral, StepNetwork, Study, TheoryOfChange, TheoryWork

CODING = Coding(id="mine", title="Mine", themes=({"id": "money", "title": "Money"},))
DOCUMENTS = {
    "cbf_widgets spiral": Spiral(vocabulary="partnership-building", title="Spring").add("repair", 0.5),
    "cbf_widgets study": Study.of(StepNetwork.from_vocabulary("making-change-happen"), runs=100),
    "cbf_widgets theory of change": TheoryOfChange(id="ours", title="Ours").add_column("Now"),
    "cbf_widgets work with theories": TheoryWork(title="Ours", added=(Code(theory="croydon", item="i1", theme="money"),)),
    "cbf_widgets coding": CODING.with_code(Code(theory="croydon", item="i1", theme="money")),
}
every = pytest.mark.parametrize("name, document", DOCUMENTS.items(), ids=DOCUMENTS)


@every
def test_a_document_comes_back_equal_and_of_its_own_class(name, document, tmp_path):
    came = type(document).load(document.save(tmp_path / "mine"))
    assert (type(came), came) == (type(document), document)


@every
def test_a_file_says_first_what_it_is_and_holds_nothing_but_the_document(name, document, tmp_path):
    held = json.loads(document.save(tmp_path / "mine").read_text("utf-8"))
    assert list(held)[:3] == ["format", "version", "written_by"]
    assert (held["format"], held["version"]) == (name, 1)
    assert {key: held[key] for key in list(held)[3:]} == json.loads(json.dumps(document.to_dict()))


@every
def test_another_documents_file_is_refused_by_name(name, document, tmp_path):
    for other in DOCUMENTS.values():
        if other is not document:
            path = other.save(tmp_path / "other.json")
            with pytest.raises(FileError, match=f"expected a {name}, but got '{other.format[0]}'"):
                type(document).load(path)


@every
def test_what_it_says_of_its_files_is_no_field(name, document):
    assert "format" not in document.to_dict()
    with pytest.raises(TypeError, match="format"):
        replace(document, format=("cbf_widgets cup", 1))


@every
def test_a_file_that_is_there_is_kept_when_it_may_not_be_replaced(name, document, tmp_path):
    path = tmp_path / "mine.json"
    path.write_text("notes")
    with pytest.raises(FileError, match="a new name"):
        document.save(path, replace=False)
    assert path.read_text() == "notes"
