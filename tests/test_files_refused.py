"""People's files, whatever is in them: read whole or refused with file and place."""

import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbf_widgets import disk, files
from cbf_widgets.errors import FileError
from cbf_widgets.model.spiral import FORMAT, VERSION, Spiral
from tests.saved import CONTENT, FULL, OWN
from tests.strategies import json_values, sound, tried


def parse(content):
    return files.parse_document(content, FORMAT, VERSION, Spiral.from_dict, file="mine.json")


def document(spiral):
    return json.loads(files.document_text(FORMAT, VERSION, spiral.to_dict()))


def _paths(data, path=()):
    yield path
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from _paths(value, (*path, key))


def _replaced(data, path, change):
    data = json.loads(json.dumps(data))
    if not path:
        return change(data)
    inner = data
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = change(inner[path[-1]])
    return data


def _without(data, path):
    data = json.loads(json.dumps(data))
    inner = data
    for key in path[:-1]:
        inner = inner[key]
    del inner[path[-1]]
    return data


def check(content):
    """Give the spiral read, or nothing where an error of ours names the file."""
    spiral, error = tried(lambda: parse(content))
    assert sound(spiral) if error is None else (type(error) is FileError and str(error).startswith("mine.json"))
    return spiral


PATHS = [path for path in _paths(document(FULL)) if path]
WRONG = [
    None,
    True,
    -1,
    1e308,
    10**400,
    10**5000,
    "",
    "x" * 30_000,
    [],
    {},
    [[]],
    {"__proto__": {}},
    "\ud800",
    "\x00",
    "<script>",
]
HARMLESS = {("written_by",)}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: ".".join(map(str, path)))
def test_a_field_of_another_type_is_refused_or_a_correct_spiral(path):
    for wrong in WRONG:
        content = json.dumps(_replaced(document(FULL), path, lambda _: "@wrong@"))
        digits = str(wrong) if not isinstance(wrong, int) or abs(wrong) < 10**4000 else "9" * 5000
        put = digits if isinstance(wrong, int) and not isinstance(wrong, bool) else json.dumps(wrong)
        spiral = check(content.replace('"@wrong@"', put).encode())
        if isinstance(wrong, int) and abs(wrong) >= 10**400 and path not in HARMLESS:
            assert spiral is None


@pytest.mark.parametrize("path", PATHS, ids=lambda path: ".".join(map(str, path)))
def test_a_field_left_out_is_refused_or_a_correct_spiral(path):
    spiral = check(json.dumps(_without(document(FULL), path)).encode())
    assert spiral is None or spiral != FULL or path in HARMLESS


@pytest.mark.parametrize("path", [path for path in _paths(document(FULL)) if not path or path[-1] != "written_by"])
def test_a_field_too_many_is_refused(path):
    def more(value):
        return {**value, "__proto__": {"a": 1}} if isinstance(value, dict) else value

    data = _replaced(document(FULL), path, more)
    if data != document(FULL):
        assert check(json.dumps(data).encode()) is None


@given(st.sampled_from(PATHS), json_values)
def test_any_field_may_hold_anything_at_all(path, value):
    content = json.dumps(_replaced(document(FULL), path, lambda _: value)).encode()
    spiral = check(content)
    assert spiral is None or isinstance(spiral, Spiral)


def test_a_file_cut_short_anywhere_is_refused():
    for end in range(len(CONTENT.rstrip())):
        assert check(CONTENT[:end]) is None


@given(st.integers(0, len(CONTENT) - 1), st.binary(min_size=1, max_size=3))
def test_bytes_gone_wrong_are_refused_or_a_correct_spiral(at, wrong):
    spiral = check(CONTENT[:at] + wrong + CONTENT[at + len(wrong) :])
    assert spiral is None or spiral.vocabulary.kinds


@given(st.binary(max_size=40))
def test_any_bytes_are_refused(content):
    assert check(content) is None


@pytest.mark.parametrize(
    "content, message",
    [
        (b"", "mine.json, line 1, column 1: expected JSON, but got expecting value. Mend it there."),
        (b"[]", "mine.json, format: expected a cbf_widgets spiral, but got []. Open a file that was saved here."),
        (b'{"format": "other"}', "mine.json, format: expected a cbf_widgets spiral, but got 'other'. Open a file that was saved here."),
        (CONTENT.replace(b'"version": 1', b'"version": 2'),
         "mine.json, version: expected version 1 or older, but got 2. It was saved by a newer cbf_widgets: update, then open it again."),
        (CONTENT.replace(b'"version": 1', b'"version": 0'), "mine.json, version: expected version 1 or older, but got 0."),
        (CONTENT.replace(b'"version": 1', b'"version": true'), "mine.json, version: expected version 1 or older, but got True."),
        (CONTENT.replace(b'"loops": 4', b'"loops": 4, "loops": 4'), "mine.json: expected each name once, but got 'loops' twice."),
        (CONTENT.replace(b'"loops": 4', b'"loops": NaN'), "mine.json, loops: expected a whole number, but got nan."),
        (CONTENT.replace(b'"loops": 4', b'"loops": 1e999'), "mine.json, loops: expected a whole number, but got inf."),
        (CONTENT.replace(b"0.5", b"1e999"), "mine.json, marks[0].place: expected a number, but got inf."),
        (CONTENT.replace(b"0.5", b"NaN"), "mine.json, marks[0].place: expected a number, but got nan."),
        (CONTENT.replace(b"0.5", b"4.5"), "mine.json, marks[0].place: expected a number from 0 to 4, but got 4.5. Or give it more loops first, by with_loops."),
        (b"[" * 100_000, "mine.json: expected JSON, but got lists nested too deeply."),
        (CONTENT.decode().replace("Rosa", "Zo\xeb").encode("latin-1"), "mine.json: expected text in UTF-8, but got other bytes at 124."),
        (CONTENT.decode().encode("utf-16"), "mine.json: expected text in UTF-8, but got other bytes at 0."),
    ],
)  # fmt: skip
def test_the_message_names_file_and_place(content, message):
    with pytest.raises(FileError) as caught:
        parse(content)
    assert str(caught.value) == message


def test_a_mark_of_byte_order_does_no_harm():
    assert parse(b"\xef\xbb\xbf" + CONTENT) == FULL


def test_deep_lists_that_json_allows_are_refused_too():
    for depth in (50, 500, 900):
        assert check(CONTENT.replace(b'"Spring"', b"[" * depth + b"]" * depth)) is None


def test_ten_megabytes_are_refused_in_seconds():
    marks = ",".join(f'{{"id":"m{i}","kind":"tea","place":0}}' for i in range(300_000))
    fields = ",".join(f'"f{i}":0' for i in range(600_000))
    kinds = ",".join(f'{{"id":"k{i}","name":"Tea"}}' for i in range(300_000))
    for content in (
        f'{{"format":"{FORMAT}","version":1,"vocabulary":{json.dumps(OWN)},"marks":[{marks}]}}',
        f'{{"format":"{FORMAT}","version":1,{fields},"f599999":0}}',
        f'{{"format":"{FORMAT}","version":1,"vocabulary":{{"name":"a","title":"a","kinds":[{kinds}]}}}}',
    ):
        assert check(content.encode()) is None


def test_a_file_too_large_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(disk, "LARGEST", 100)
    path = FULL.save(tmp_path / "mine.json")
    with pytest.raises(FileError) as caught:
        Spiral.load(path)
    assert str(caught.value) == f"{path}: expected at most 0 MB, but got a larger file."


@pytest.mark.parametrize("name", ["none.json", "a\0b", "x" * 300, ".", "~nobody-at-all/mine.json"])
def test_a_path_that_leads_nowhere_is_an_error_of_ours(tmp_path, name):
    path = name if name.startswith("~") else tmp_path / name
    with pytest.raises(FileError, match="expected a file"):
        Spiral.load(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of this kind are unknown here")
def test_a_pipe_is_refused_instead_of_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileError, match="expected a file, but got a folder or a device"):
        Spiral.load(tmp_path / "pipe")
