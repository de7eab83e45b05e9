"""The report: its page and table, what it says of bad files, and its cache."""

import csv
import re
from html.parser import HTMLParser

import numpy as np
import pytest
from PIL import Image

from privatepixels import __main__ as command
from privatepixels import ckks, data, experiment, own_photos, report, report_page
from privatepixels.experiment import rows_of
from privatepixels.protections import PROTECTIONS

VOID = {"meta", "img", "br"}
NAMES = ("in clear", "pixelated, 14", "thumbnail left in", "encrypted")
MEASURED = tuple(protection for protection in PROTECTIONS if protection.name in NAMES)


class Page(HTMLParser):
    """Reads a page, and keeps its pictures and what would reach out of it."""

    def __init__(self, text):
        super().__init__()
        self.open, self.alts, self.links = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        assert tag != "script"
        if tag == "img":
            self.alts.append(attrs["alt"])
        self.links += [value for name, value in attrs.items() if name in ("src", "href") and value[:5] != "data:"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("photos")
    Image.fromarray(data.photo("coffee")[:120, :90]).save(place / "a <b>&'cup.png")
    turned = Image.fromarray(data.photo("camera")[100:200, 100:300])
    exif = turned.getexif()
    exif[0x0112] = 6
    turned.save(place / "turned.jpg", exif=exif)
    Image.fromarray(data.photo("coffee")[:20, :90]).save(place / "low.png")
    (place / "notes.txt").write_text("no picture")
    (place / ".hidden").write_text("nothing")
    (place / "cut <i>.jpg").write_bytes((place / "turned.jpg").read_bytes()[:900])
    return place


@pytest.fixture(scope="module")
def written(folder, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRIVATE_PIXELS_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setattr(report_page, "PROTECTIONS", MEASURED)
        first = report.write(tmp_path_factory.mktemp("first"), folder)
        second = report.write(tmp_path_factory.mktemp("second"), folder)
        patch.setattr(report_page, "PROTECTIONS", MEASURED[:1])
        other = report.write(tmp_path_factory.mktemp("other"), folder, seed=1)
    return first, second, other


def test_the_page_stands_by_itself_and_names_what_was_left_out(written):
    text = written[0].page.read_text(encoding="utf-8")
    page = Page(text)
    assert page.open == []
    assert page.links == []
    assert all(len(alt) > 5 for alt in page.alts)
    assert len(page.alts) == 1 + 2 * len(MEASURED)
    assert "<b>" not in text
    assert "<i>" not in text
    for name in ("notes.txt", "low.png", "cut &lt;i&gt;.jpg", "a &lt;b&gt;&amp;&#39;cup.png"):
        assert name in text
    assert ".hidden" not in text
    assert "http" not in re.sub(r"http-equiv", "", text)


def test_the_table_has_a_row_for_each_protection(written):
    with written[0].table.open(newline="") as file:
        lines = list(csv.DictReader(file))
    assert [line["technique"] for line in lines] == list(NAMES)
    rows = {row.technique: row for row in rows_of(written[0].table)}
    assert rows["in clear"].use == 1
    assert rows["in clear"].leakage > 0.8
    assert rows["encrypted"].leakage < 0.2
    assert rows["thumbnail left in"].leakage > rows["pixelated, 14"].leakage
    assert rows["encrypted"].members_1 is None
    assert all(row.low <= row.leakage <= row.high for row in rows.values())


def test_a_second_run_is_known_and_the_same_and_another_seed_is_not(written):
    first, second, other = written
    assert (first.cached, second.cached, other.cached) == (False, True, False)
    assert first.page.read_bytes() == second.page.read_bytes()
    assert "seed 1" in other.page.read_text(encoding="utf-8")


def test_a_photo_is_turned_upright_and_cut_to_whole_tiles(folder):
    photos, left_out = own_photos.read_photos(folder)
    assert {name: photo.shape for name, photo in photos.items()} == {
        "a <b>&'cup.png": (112, 84, 3),
        "turned.jpg": (196, 84, 3),
    }
    assert [name for name, _ in left_out] == ["cut <i>.jpg", "low.png", "notes.txt"]


def test_tiles_come_together_again():
    photo = data.photo("coffee")[:84, :112]
    np.testing.assert_array_equal(own_photos.joined(own_photos.cut(photo[:, :, 0]), (84, 112)), photo[:, :, 0])


@pytest.mark.parametrize("photos", ["nowhere", 3, "empty"])
def test_a_folder_without_pictures_is_refused(photos, tmp_path):
    (tmp_path / "empty").mkdir()
    place = tmp_path / photos if isinstance(photos, str) else photos
    with pytest.raises(ValueError, match=r"^photos: expected .+, got .+"):
        report.write(tmp_path / "out", place)
    assert not (tmp_path / "out").exists()


def test_a_technique_that_cant_be_measured_here_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("PRIVATE_PIXELS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(ckks, "installed", lambda: False)
    monkeypatch.setattr(report_page, "PROTECTIONS", MEASURED)
    monkeypatch.setattr(experiment, "run", lambda seed: [(row.technique, lambda row=row: row) for row in rows_of()[:3]])
    written = report.write(tmp_path / "out")
    assert [name for name, _ in written.left_out] == ["homomorphic"]
    assert "TenSEAL" in written.page.read_text(encoding="utf-8")


@pytest.mark.parametrize("seed", [-1, 1.5, "0", None])
def test_a_bad_seed_is_refused(seed, tmp_path):
    with pytest.raises(ValueError, match=r"^seed: expected .+, got .+"):
        report.write(tmp_path / "out", seed=seed)


def test_the_command_says_what_is_wrong(tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        command.main(["report", "--photos", str(tmp_path / "nowhere"), "--out", str(tmp_path / "out")])
    assert ended.value.code == 2
    assert "photos: expected a folder that is there" in capsys.readouterr().err
