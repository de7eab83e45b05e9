"""Stacked networks: who is trained on what, that they learn, and that noise and clipping do what they say."""

import numpy as np
import pytest

from privatepixels import shadow_models


@pytest.fixture
def lesson():
    """Two hundred easy pictures of two classes, 4 x 4 pixels."""
    rng = np.random.default_rng(0)
    labels = np.arange(200) % 2
    pictures = rng.normal(0, 0.5, (200, 16)).astype(np.float32)
    pictures[:, :8] += 2 * labels[:, None] - 1
    return pictures, labels, shadow_models.half_each(4, 200, rng)


def trained(lesson, **privacy):
    pictures, labels, members = lesson
    rng = np.random.default_rng(1)
    start = shadow_models.new_networks(4, 16, 2, rng)
    kept = [part.copy() for part in start]
    weights = shadow_models.train(start, pictures, labels, members, epochs=20, rng=rng, **privacy)
    assert all(np.array_equal(a, b) for a, b in zip(start, kept, strict=True))
    return weights


def right(weights, lesson):
    pictures, labels, _ = lesson
    return np.mean(shadow_models.say(weights, pictures).argmax(axis=2) == labels, axis=1)


def test_each_picture_trains_half_of_the_models_and_each_model_half_of_the_pictures():
    members = shadow_models.half_each(6, 50, np.random.default_rng(0))
    assert (members.sum(axis=0) == 3).all()
    assert (members.sum(axis=1) == 25).all()


@pytest.mark.parametrize(("models", "pictures"), [(3, 50), (2, 50), (4, 7), ("4", 8)])
def test_odd_halves_are_refused(models, pictures):
    with pytest.raises(ValueError, match=r"^(models|pictures): expected .+, got .+"):
        shadow_models.half_each(models, pictures, np.random.default_rng(0))


def test_all_networks_learn_and_answer_with_probabilities(lesson):
    weights = trained(lesson)
    assert right(weights, lesson).min() > 0.95
    np.testing.assert_allclose(shadow_models.say(weights, lesson[0]).sum(axis=2), 1, rtol=1e-5)


def test_the_same_seed_gives_the_same_weights(lesson):
    for one, other in zip(trained(lesson), trained(lesson), strict=True):
        np.testing.assert_array_equal(one, other)


def test_pictures_can_be_each_networks_own(lesson):
    pictures, labels, members = lesson
    own = np.stack([pictures] * 4)
    weights = trained((own, labels, members))
    assert right(weights, lesson).min() > 0.95


def test_little_noise_hinders_little_and_much_noise_much(lesson):
    assert right(trained(lesson, clip=1.0, noise_multiplier=0.1), lesson).min() > 0.9
    assert right(trained(lesson, clip=1.0, noise_multiplier=1000.0), lesson).mean() < 0.8


def test_a_clipped_example_moves_the_sum_by_the_bound_at_most(lesson):
    pictures, labels, _ = lesson
    weights = shadow_models.new_networks(1, 16, 2, np.random.default_rng(2))
    for place in range(5):
        one = np.array([[place]])
        gradients = shadow_models._gradients(
            weights, 100 * pictures[one], labels[one], np.ones((1, 1), np.float32), 0.5
        )
        length = np.sqrt(sum(float((part.astype(np.float64) ** 2).sum()) for part in gradients))
        assert length <= 0.5 * (1 + 1e-5)


def test_federated_networks_learn_too(lesson):
    pictures, labels, members = lesson
    clients = np.stack([np.flatnonzero(own) for own in members]).reshape(4, -1, 20)
    rng = np.random.default_rng(3)
    start = shadow_models.new_networks(4, 16, 2, rng)
    weights = shadow_models.train_federated(start, pictures, labels, clients, rounds=20, each_round=3, rng=rng)
    assert right(weights, lesson).min() > 0.95


def keywords(lesson, **changed):
    pictures, labels, members = lesson
    rng = np.random.default_rng(1)
    weights = shadow_models.new_networks(4, 16, 2, rng)
    return {"weights": weights, "pictures": pictures, "labels": labels, "members": members, "rng": rng} | changed


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("weights", "networks"),
        ("pictures", np.zeros((200, 15), np.float32)),
        ("pictures", np.zeros((3, 200, 16), np.float32)),
        ("pictures", np.zeros((200, 16))),
        ("labels", np.full(200, 2)),
        ("labels", np.zeros(200)),
        ("members", np.ones((4, 199), bool)),
        ("members", np.ones((4, 200))),
        ("epochs", 0),
        ("clip", 0.0),
        ("clip", "short"),
        ("noise_multiplier", -1.0),
        ("rng", 1),
    ],
)
def test_bad_training_is_refused(lesson, name, value):
    with pytest.raises(ValueError, match=rf"^{name}: expected .+, got .+"):
        shadow_models.train(**keywords(lesson, epochs=1) | {name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("clients", np.zeros((3, 2, 5), int)),
        ("clients", np.full((4, 2, 5), 200)),
        ("clients", np.zeros((4, 2, 5))),
        ("rounds", 0),
        ("each_round", 3),
        ("rng", None),
    ],
)
def test_bad_federated_training_is_refused(lesson, name, value):
    good = keywords(lesson, clients=np.zeros((4, 2, 5), int), rounds=1, each_round=2)
    del good["members"]
    with pytest.raises(ValueError, match=rf"^{name}: expected .+, got .+"):
        shadow_models.train_federated(**good | {name: value})


@pytest.mark.parametrize("owners", [np.zeros((3, 5), int), np.zeros((4, 5)), np.full((4, 5), 10**6)])
def test_pictures_that_no_client_can_have_are_refused(lesson, owners):
    good = keywords(lesson)
    with pytest.raises(ValueError, match=r"^owners: expected .+, got .+"):
        shadow_models.local_updates(good["weights"], good["pictures"], good["labels"], owners)


@pytest.mark.parametrize(("name", "value"), [("models", 0), ("inputs", 1.5), ("classes", "ten"), ("rng", 3)])
def test_impossible_networks_are_refused(name, value):
    good = {"models": 4, "inputs": 16, "classes": 2, "rng": np.random.default_rng(0)}
    with pytest.raises(ValueError, match=rf"^{name}: expected .+, got .+"):
        shadow_models.new_networks(**good | {name: value})
