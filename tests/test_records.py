"""What was measured is kept by content, and nothing that is broken is taken for a record."""

import dataclasses
import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from autograder import catalogue
from autograder.grading.records import Checked, Record, RecordStore, stamp
from autograder.report import PASSED, WRONG, CheckResult

HIDDEN = "test_agrees_with_the_reference"


@pytest.fixture
def record(toy) -> Record:
    """A record of the toy lesson: all right but the hidden check of `invert`."""
    checks = {
        check.name: Checked(
            catalogue.fingerprints(toy)[check.name],
            (
                CheckResult(
                    check.name,
                    check.exercise,
                    WRONG if check.hidden else PASSED,
                    check.points,
                    hidden=check.hidden,
                    hint=check.hint,
                    message="23 of 24 samples differ" if check.hidden else "",
                    pictures={"yours": "AAAA"} if check.hidden else {},
                ),
            ),
        )
        for check in catalogue.checks(toy)
    }
    outputs = ((), ({"output_type": "stream", "name": "stdout", "text": "naïve\n"},))
    return Record("0" * 64, toy, outputs, checks, ("cell 2 was stopped after 120 s",), 1.5)


@pytest.fixture
def store(tmp_path) -> RecordStore:
    return RecordStore(tmp_path / "records")


def test_a_record_comes_back_as_it_was_kept(store, record):
    store.save(record)
    assert store.load(record.key) == record


def test_there_is_no_record_where_none_was_kept(store):
    assert store.load("0" * 64) is None


@pytest.mark.parametrize("rest", ["", "{", "[]", "null", '{"key": 1}', "[" * 100_000, "\ud800"], ids=repr)
def test_a_torn_or_foreign_file_is_no_record(store, record, rest):
    store.save(record)
    path = next(store.folder.iterdir())
    path.write_text(rest, encoding="utf-8", errors="surrogatepass")
    assert store.load(record.key) is None


def test_a_file_cut_off_anywhere_is_no_record(store, record):
    store.save(record)
    path = next(store.folder.iterdir())
    text = path.read_text()
    for end in range(0, len(text) - 1, 97):
        path.write_text(text[:end])
        assert store.load(record.key) is None


def test_a_record_under_another_key_is_none(store, record):
    store.save(record)
    path = next(store.folder.iterdir())
    path.rename(path.with_name(f"{'1' * 64}.json"))
    assert store.load("1" * 64) is None


def test_what_fails_to_be_written_leaves_the_earlier_record(store, record, monkeypatch):
    store.save(record)
    monkeypatch.setattr(json, "dump", lambda *_: (_ for _ in ()).throw(OSError("no space left on device")))
    with pytest.raises(OSError, match="no space"):
        store.save(dataclasses.replace(record, seconds=9))
    monkeypatch.undo()
    assert store.load(record.key) == record
    assert len(list(store.folder.iterdir())) == 1


def test_many_may_write_and_read_one_record_at_once(store, record):
    def work(seconds):
        store.save(dataclasses.replace(record, seconds=seconds))
        return store.load(record.key).seconds

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(work, range(40))) <= set(range(40))
    assert len(list(store.folder.iterdir())) == 1


def test_a_record_is_complete_while_its_checks_are_those_of_today(record):
    assert record.is_complete()
    checks = dict(record.checks)
    checks["test_sums_up"] = dataclasses.replace(checks["test_sums_up"], fingerprint="changed")
    assert not dataclasses.replace(record, checks=checks).is_complete()
    del checks["test_sums_up"]
    assert not dataclasses.replace(record, checks=checks).is_complete()


def test_reports_stand_in_the_lessons_order_with_hidden_checks_in_full(record):
    invert, total = record.reports()
    assert (invert.exercise, invert.points, invert.max_points) == ("invert", 4, 5)
    assert invert.failed[0].name == HIDDEN
    assert total.points == 1


def test_a_sealed_report_says_nothing_of_hidden_checks_but_their_outcome_and_points(record):
    sealed = record.reports()[0].sealed()
    shown = json.dumps(sealed._repr_mimebundle_())
    assert sealed.points == 4
    assert "a hidden check" in shown
    for secret in ("agrees", "reference answer", "samples differ", "AAAA"):
        assert secret not in shown


def test_the_stamp_changes_with_the_key_and_with_any_check(record):
    checks = dict(record.checks)
    checks["test_sums_up"] = dataclasses.replace(checks["test_sums_up"], fingerprint="changed")
    stamps = [record, dataclasses.replace(record, key="1" * 64), dataclasses.replace(record, checks=checks)]
    assert len({stamp(one)["booked"] for one in stamps}) == 3
    assert stamp(record) == stamp(dataclasses.replace(record, seconds=99))
    assert stamp(record)["record"] == record.key


def test_a_changed_test_changes_its_own_fingerprint_alone(toy, tmp_path, monkeypatch):
    text = catalogue.module(toy).read_text()
    before = fingerprints_of(text, tmp_path, monkeypatch)
    after = fingerprints_of(text.replace("high=1020", "high=1021"), tmp_path, monkeypatch)
    assert [name for name in before if before[name] != after[name]] == ["test_sums_up"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("points = pytest.mark.points", "points = lambda n: pytest.mark.points(1)"), ("import expect", "import plain")],
)
def test_what_all_tests_share_changes_every_fingerprint(toy, tmp_path, monkeypatch, old, new):
    text = catalogue.module(toy).read_text()
    before = fingerprints_of(text, tmp_path, monkeypatch)
    after = fingerprints_of(text.replace(old, new), tmp_path, monkeypatch)
    assert not set(before.values()) & set(after.values())


def test_comments_and_blank_lines_change_no_fingerprint(toy, tmp_path, monkeypatch):
    text = catalogue.module(toy).read_text()
    after = fingerprints_of(text.replace("\n\n\n@", "\n\n\n\n# a remark\n@"), tmp_path, monkeypatch)
    assert after == fingerprints_of(text, tmp_path, monkeypatch)


def fingerprints_of(text, folder, monkeypatch):
    (folder / "toy.py").write_text(text)
    monkeypatch.setattr(catalogue, "CHECKS", folder)
    catalogue.fingerprints.cache_clear()
    try:
        return catalogue.fingerprints("toy")
    finally:
        catalogue.fingerprints.cache_clear()
