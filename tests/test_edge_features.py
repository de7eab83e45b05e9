import numpy as np
import pytest

from privatepixels import data
from privatepixels.edge_features import CELL, DIRECTIONS, edge_features

CLOTHES = data.fashion("test")[0][:20]


def test_each_picture_gets_nine_planes_of_cells_no_longer_than_1():
    features = edge_features(CLOTHES)
    assert features.shape == (20, (DIRECTIONS + 1) * 7 * 7)
    assert features.dtype == np.float32
    assert np.linalg.norm(features, axis=1).max() <= 1 + 1e-6


def test_a_picture_has_the_same_features_whoever_is_beside_it():
    np.testing.assert_array_equal(edge_features(CLOTHES)[3:5], edge_features(CLOTHES[3:5]))


def test_eight_bits_and_unit_floats_are_described_alike():
    np.testing.assert_allclose(edge_features(CLOTHES), edge_features(CLOTHES / 255), atol=1e-3)


def test_an_even_picture_has_no_features():
    np.testing.assert_allclose(edge_features(np.full((1, 8, 12), 200, np.uint8)), 0, atol=1e-6)


@pytest.mark.parametrize("turn", [0, 1])
def test_edges_are_told_apart_by_their_direction(turn):
    picture = np.zeros((16, 16), np.uint8)
    picture[:, 6:10] = 255
    planes = edge_features(np.rot90(picture, turn)[None]).reshape(DIRECTIONS + 1, -1)
    strongest = np.abs(planes[:DIRECTIONS]).sum(axis=1).argmax()
    assert strongest == (0, DIRECTIONS // 2)[turn]


def test_a_negative_has_the_same_edges():
    planes = [edge_features(stack).reshape(20, DIRECTIONS + 1, -1)[:, :-1] for stack in (CLOTHES, 255 - CLOTHES)]
    np.testing.assert_allclose(*planes, atol=1e-3)


@pytest.mark.parametrize(
    "images",
    [
        CLOTHES[0],
        CLOTHES[:0],
        CLOTHES[:, :26],
        CLOTHES[:, :, : CELL + 1],
        CLOTHES.astype(np.int64),
        CLOTHES.astype(np.float32),
        np.stack([CLOTHES] * 3, axis=-1),
        CLOTHES / 255 * np.nan,
        CLOTHES.tolist(),
    ],
    ids=["one", "none", "26 rows", "5 columns", "integers", "floats to 255", "colour", "NaN", "a list"],
)
def test_other_pictures_are_refused(images):
    with pytest.raises(ValueError, match=r"^images: expected .+, got .+"):
        edge_features(images)
