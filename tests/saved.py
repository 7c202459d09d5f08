"""A spiral with everything that a file can hold, and its file."""

from cbf_widgets import files
from cbf_widgets.model.spiral import FORMAT, VERSION, Spiral

OWN = {"name": "own", "title": "Ours", "kinds": [{"id": "tea", "name": "Tea"}]}
FULL = (
    Spiral(vocabulary=OWN, title="Spring", alias="Rosa", loops=4)
    .add("tea", 0.5, label="<script>", note="a\nb", nurtures=["help"], when="2026-03-14", holds=True)
    .add("tea", 1.5)
    .ripple("m1", "m2", "so")
    .rupture(1, label="A missed visit", cause="logistics")
    .repair("r1", "m2")
)


CONTENT = files.document_text(FORMAT, VERSION, FULL.to_dict()).encode()
