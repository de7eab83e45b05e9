"""What crosses between the grader and a student's kernel; what comes from there may be forged."""

import json

import numpy as np
import pytest

from autograder import plain, wire

VALUES = {
    "nothing": None,
    "a number": 7,
    "a large number": -(10**999),
    "a float": 0.1,
    "a minus zero": -0.0,
    "NaN": float("nan"),
    "infinity": float("-inf"),
    "a complex number": complex(1, float("nan")),
    "text": "naïve \U0001f600 \ud800",
    "bytes": b"\x00\xff",
    "a NumPy number": np.float32(0.1),
    "a NumPy boolean": np.bool_(True),
    "a long double": np.longdouble(1) / 3,
    "NumPy text": np.str_(""),
    "an array": np.arange(6, dtype=np.uint8).reshape(1, 2, 3),
    "an array with NaN": np.array([np.nan, np.inf, -0.0]),
    "an array in another order": np.arange(6).reshape(2, 3).T,
    "every other item": np.arange(10)[::2],
    "the other byte order": np.arange(3, dtype=">i4"),
    "an empty array": np.zeros((0, 3)),
    "an array without axes": np.array(3),
    "an array of text": np.array(["a", "bcd"]),
    "an array of truths": np.array([[True], [False]]),
    "a nest": {"a": [1, (2.5, None)], 3: {b"k": np.zeros(2)}, np.int64(4): ()},
}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_plain_data_comes_back_as_it_went(value):
    assert plain.same(wire.decode(*wire.encode(value)), value)


@pytest.mark.parametrize("bits", [np.random.PCG64, np.random.MT19937, np.random.Philox, np.random.SFC64])
def test_a_generator_goes_in_with_its_state(bits):
    rng = np.random.Generator(bits(3))
    rng.random(5)
    text, buffers = wire.encode(rng)
    first, second = (wire.decode(text, buffers, generators=True) for _ in range(2))
    assert first.random() == rng.random()
    assert [child.random() for child in first.spawn(2)] == [child.random() for child in second.spawn(2)]


def test_a_generator_does_not_come_out():
    with pytest.raises(ValueError, match="expected plain data"):
        wire.decode(*wire.encode(np.random.default_rng(0)))


def test_what_comes_back_shares_no_memory_and_can_be_changed():
    array = np.zeros(3)
    copy = wire.decode(*wire.encode(array))
    copy[0] = 1
    assert array[0] == 0


def test_a_view_can_not_be_changed():
    view = wire.decode(*wire.encode(np.zeros(3)), copy=False)
    with pytest.raises(ValueError, match="read-only"):
        view[0] = 1


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (10**1000, "more than 1000 digits"),
        (["x" * 1000] * 5000, "more data than can be handed over"),
        ([np.zeros(1)] * 1001, "more data than can be handed over"),
        (np.zeros(plain.MOST_BYTES + 1, np.uint8), "more data than can be handed over"),
    ],
    ids=["digits", "text", "arrays", "bytes"],
)
def test_what_is_too_large_is_not_sent(value, reason):
    with pytest.raises(ValueError, match=reason):
        wire.encode(value)


FORGED = {
    "no text": (7, []),
    "no JSON": ("{", []),
    "an object": ("{}", []),
    "a list without a kind": ("[1, 2]", []),
    "an unknown kind": ('["module", "os"]', []),
    "a pickle": ('["pickle"]', [b"\x80\x04."]),
    "deep nesting": ("[" * 100_000, []),
    "levels": ('["list",' * 20 + "1" + "]" * 20, []),
    "many values": (json.dumps(["list", *[["list"]] * 300_000]), []),
    "long text": ('"' + "x" * wire.MOST_TEXT + '"', []),
    "many digits": ("9" * 1001, []),
    "very many digits": ("9" * 10_000, []),
    "a missing buffer": ('["bytes"]', []),
    "one buffer twice": ('["list", ["bytes"], ["bytes"]]', [b"x"]),
    "too many bytes": ("null", [bytes(plain.MOST_BYTES + 1)]),
    "objects": ('["array", "|O8", 1]', [b"\x00" * 8]),
    "records": ('["array", "|V8", 1]', [b"\x00" * 8]),
    "dates": ('["array", "<M8[ns]", 1]', [b"\x00" * 8]),
    "a dtype in words": ('["array", "float64", 1]', [b"\x00" * 8]),
    "fields": ('["array", "f8,O", 1]', [b"\x00" * 8]),
    "an odd size of float": ('["array", "<f3", 1]', [b"\x00" * 3]),
    "huge items": ('["array", "<U999999", 0]', [b""]),
    "items of no size": ('["array", "<U0", 1000000000]', [b""]),
    "ten gigabytes": ('["array", "|u1", 100000, 100000]', [b"x"]),
    "a shape that overflows": ('["array", "<f8", 2147483648, 2147483648, 4]', [b""]),
    "a negative length": ('["array", "|u1", -1, -1]', [b"x"]),
    "a fraction": ('["array", "|u1", 1.0]', [b"x"]),
    "a truth for a length": ('["array", "|u1", true]', [b"x"]),
    "too many axes": (json.dumps(["array", "|u1", *[1] * 65]), [b"x"]),
    "an empty array with many axes": (json.dumps(["array", "|u1", *[1] * 64, 0]), [b""]),
    "a key that can't be one": ('["dict", [["list"], 1]]', []),
    "a key without a value": ('["dict", [1]]', []),
    "half a scalar": ('["scalar", "<f8", "00"]', []),
    "a scalar of no hex digits": ('["scalar", "|u1", "zz"]', []),
    "complex text": ('["complex", "1", "2"]', []),
}


@pytest.mark.parametrize(("text", "buffers"), FORGED.values(), ids=FORGED)
def test_what_is_forged_is_refused(text, buffers):
    with pytest.raises(ValueError, match=r"."):
        wire.decode(text, buffers)


def test_odd_truths_become_lawful_ones():
    truths = wire.decode('["array", "|b1", 2]', [b"\x00\x07"])
    assert truths.view(np.uint8).tolist() == [0, 1]
