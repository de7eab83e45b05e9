"""What is moved out of nbgrader's way before it copies what a student handed in."""

import os

import pytest

from autograder import handed_in, notebook


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "submitted" / "ada" / "01_noise"
    folder.mkdir(parents=True)
    (folder / "01_noise.ipynb").write_text("{}")
    return folder


def lying(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir() or path.is_symlink())


def test_files_and_folders_stay_where_they_are(folder):
    (folder / "data").mkdir()
    (folder / "data" / "photo.png").write_bytes(b"picture")
    (folder / "timestamp.txt").write_text("2026-11-23 10:00:00.5 UTC\n")
    assert handed_in.tidy(folder) == []
    assert lying(folder) == ["01_noise.ipynb", "data/photo.png", "timestamp.txt"]


def test_an_empty_time_stays_for_nbgrader_to_warn_of(folder):
    (folder / "timestamp.txt").touch()
    assert handed_in.tidy(folder) == []


def test_links_and_pipes_are_set_aside_and_kept(folder, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "a[b]").mkdir()
    (folder / "a[b]" / "notes.ipynb").symlink_to(tmp_path / "secret.txt")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe")
    assert len(handed_in.tidy(folder)) == 3
    assert lying(folder) == ["01_noise.ipynb"]
    assert lying(folder.parent / ".set-aside" / "01_noise") == ["a[b]/notes.ipynb", "loop", "pipe"]
    assert (tmp_path / "secret.txt").read_text() == "secret"
    assert handed_in.tidy(folder) == []


@pytest.mark.parametrize(
    "text", ["yesterday, honestly", "9" * 40, "1" * 2000, "0001-01-01 00:00 +2300", "\xff"], ids=repr
)
def test_what_is_no_time_is_set_aside(folder, text):
    (folder / "timestamp.txt").write_bytes(text.encode("latin-1"))
    assert handed_in.tidy(folder) == ["timestamp.txt was set aside: expected a date and a time"]
    assert lying(folder) == ["01_noise.ipynb"]


def test_a_file_that_claims_to_be_huge_is_set_aside(folder):
    with (folder / "data.bin").open("wb") as file:
        file.truncate(notebook.MOST_BYTES + 1)  # A file of holes takes no room until it is copied.
    assert "data.bin was set aside: expected at most" in handed_in.tidy(folder)[0]


def test_a_notebook_that_is_a_link_is_left_to_its_reader(folder, tmp_path):
    (folder / "01_noise.ipynb").unlink()
    (folder / "01_noise.ipynb").symlink_to(tmp_path)
    assert handed_in.tidy(folder) == []
