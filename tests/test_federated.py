"""The answers of lesson 6, federated learning, on bad input; what they do with good input is for the checks to say."""

import numpy as np
import pytest

from privatepixels import networks
from solutions.federated import answers

WEIGHTS = networks.untrained((4, 3))
IMAGES, LABELS = np.random.default_rng(0).random((6, 2, 2), dtype=np.float32), np.array([0, 1, 2, 0, 1, 2])
PARTS = [np.array([0, 1, 2]), np.array([], int), np.array([3, 4, 5])]
RNG = np.random.default_rng(1)
NAN = [WEIGHTS[0] * np.nan, WEIGHTS[1]]
OTHERS = networks.untrained((5, 3))
GOOD = {
    "dirichlet_split": {"labels": LABELS, "clients": 2, "alpha": 1.0, "rng": RNG},
    "client_update": {
        **{"weights": WEIGHTS, "images": IMAGES, "labels": LABELS, "epochs": 1, "batch_size": 2},
        **{"learning_rate": 0.1, "rng": RNG},
    },
    "federated_average": {"updates": [WEIGHTS, WEIGHTS], "sizes": [1, 2]},
    "federated_round": {
        **{"weights": WEIGHTS, "clients": [(IMAGES, LABELS)], "epochs": 1, "batch_size": 2},
        **{"learning_rate": 0.1, "rng": RNG},
    },
    "sample_clients": {"sizes": [3, 0, 3], "count": 2, "rng": RNG},
    "federated_training": {
        **{"weights": WEIGHTS, "images": IMAGES, "labels": LABELS, "parts": PARTS, "rounds": 1, "per_round": 2},
        **{"epochs": 1, "batch_size": 2, "learning_rate": 0.1, "rng": RNG},
    },
}
PLAN = [
    *[("epochs", value) for value in (0, -1, 1.0, True, None)],
    *[("batch_size", value) for value in (0, 2.5, "2")],
    *[("learning_rate", value) for value in (0, -0.1, np.nan, np.inf, None)],
    *[("rng", value) for value in (0, None, np.random)],
]
WRONG_WEIGHTS = [("weights", value) for value in (NAN, [], tuple(WEIGHTS), None, [[1.0]], [WEIGHTS[0] * np.inf])]
BAD = {
    "dirichlet_split": [
        *[("labels", value) for value in (LABELS[:0], LABELS.astype(float), LABELS[None], LABELS.tolist())],
        *[("clients", value) for value in (0, -1, 2.0, None)],
        *[("alpha", value) for value in (0, -1, np.nan, np.inf, "1")],
        ("rng", 3),
    ],
    "client_update": [
        *WRONG_WEIGHTS,
        *[("images", value) for value in (IMAGES[0, 0], IMAGES * 2, IMAGES * np.nan, IMAGES[:0], IMAGES.astype(int))],
        *[("labels", value) for value in (LABELS[:5], LABELS + 1, LABELS.astype(float), LABELS.tolist())],
        *PLAN,
    ],
    "federated_average": [
        *[("updates", value) for value in ([], None, [WEIGHTS, NAN], [NAN, WEIGHTS], [WEIGHTS, OTHERS])],
        *[("updates", value) for value in ([WEIGHTS, WEIGHTS[:1]], [WEIGHTS, None], (WEIGHTS, WEIGHTS))],
        *[("sizes", value) for value in ([1], [1, 2, 3], [1, 0], [1, -1], [1, 2.0], [1, np.nan], (1, 2), None)],
    ],
    "federated_round": [
        *WRONG_WEIGHTS,
        *[("clients", value) for value in ([], None, [IMAGES], [(IMAGES,)], [(IMAGES, LABELS[:5])])],
        *[("clients", value) for value in ([(IMAGES[:0], LABELS[:0])], [(IMAGES * np.nan, LABELS)])],
        *PLAN,
    ],
    "sample_clients": [
        *[("sizes", value) for value in ([], None, [3, -1], [3, 2.0], np.array([3, 3]))],
        *[("count", value) for value in (0, 3, 4, 1.0, None)],  # two of the three clients have pictures
        ("rng", np.random.RandomState(0)),
    ],
    "federated_training": [
        *WRONG_WEIGHTS,
        ("images", IMAGES * 2),
        ("labels", LABELS[:5]),
        *[("parts", value) for value in ([], None, [np.array([6])], [np.array([-1])], [np.array([0.0])], [[0, 1]])],
        *[("rounds", value) for value in (0, 1.0)],
        *[("per_round", value) for value in (0, 3, 4, None)],
        *PLAN,
    ],
}


@pytest.mark.parametrize("name", GOOD)
def test_good_arguments_are_taken(name):
    getattr(answers, name)(**GOOD[name])


@pytest.mark.parametrize(
    ("name", "argument", "value"), [(name, argument, value) for name, cases in BAD.items() for argument, value in cases]
)
def test_bad_input_is_named_and_left_alone(name, argument, value):
    before = repr(value)
    with pytest.raises(ValueError, match=rf"^{argument}\b.*: expected .*got"):
        getattr(answers, name)(**GOOD[name] | {argument: value})
    assert repr(value) == before


def test_the_message_tells_which_clients_weights_are_no_good():
    with pytest.raises(ValueError, match=r"^updates\[1\]: expected finite numbers, got 12 NaN or infinite of 12"):
        answers.federated_average([WEIGHTS, NAN], [1, 1])
    with pytest.raises(ValueError, match=r"^updates\[2\]: expected arrays of the shapes"):
        answers.federated_average([WEIGHTS, WEIGHTS, OTHERS], [1, 1, 1])


def test_weights_of_another_network_are_refused():
    with pytest.raises(ValueError, match=r"^images: expected pictures of 5 pixels, as the first layer has, got"):
        answers.client_update(**GOOD["client_update"] | {"weights": OTHERS})


def test_asking_for_more_clients_than_have_pictures_is_refused():
    with pytest.raises(ValueError, match=r"^count: expected an integer >= 1 and <= 2, got 3"):
        answers.sample_clients([3, 0, 3], 3, RNG)
