"""What the exercises on membership inference demand, and what they say of anything else."""

import numpy as np
import pytest

from privatepixels import membership

HALVES = np.full((3, 2), 0.5)
LABELS = np.array([0, 1, 1])
SCORES = np.array([0.1, 0.2, 0.3])
MEMBERS = np.array([True, False, True])


def test_good_arguments_pass_and_stay_as_they_are():
    membership.require_answers(HALVES, LABELS)
    membership.require_attack(SCORES, MEMBERS)
    membership.require_shadows(SCORES, np.stack([SCORES] * 2), np.stack([MEMBERS, ~MEMBERS]))
    np.testing.assert_array_equal(HALVES, 0.5)
    np.testing.assert_array_equal(SCORES, [0.1, 0.2, 0.3])


@pytest.mark.parametrize(
    ("name", "require", "arguments"),
    [
        ("probabilities", membership.require_answers, (HALVES * 2, LABELS)),
        ("probabilities", membership.require_answers, (np.array([[1.5, -0.5]] * 3), LABELS)),
        ("probabilities", membership.require_answers, (HALVES * np.nan, LABELS)),
        ("probabilities", membership.require_answers, (HALVES[0], LABELS)),
        ("probabilities", membership.require_answers, (np.zeros((0, 2)), LABELS[:0])),
        ("labels", membership.require_answers, (HALVES, LABELS + 1)),
        ("labels", membership.require_answers, (HALVES, LABELS - 1)),
        ("labels", membership.require_answers, (HALVES, LABELS[:2])),
        ("labels", membership.require_answers, (HALVES, LABELS * 1.0)),
        ("scores", membership.require_attack, (SCORES * np.inf, MEMBERS)),
        ("scores", membership.require_attack, (SCORES.astype(np.float32), MEMBERS)),
        ("scores", membership.require_attack, (SCORES[:0], MEMBERS[:0])),
        ("members", membership.require_attack, (SCORES, MEMBERS[:2])),
        ("members", membership.require_attack, (SCORES, MEMBERS * 1)),
        ("members", membership.require_attack, (SCORES, MEMBERS | True)),
        ("members", membership.require_attack, (SCORES, MEMBERS & False)),
        ("shadow_scores", membership.require_shadows, (SCORES, SCORES, MEMBERS)),
        ("shadow_members", membership.require_shadows, (SCORES, np.stack([SCORES] * 2), np.stack([MEMBERS] * 2))),
        ("shadow_members", membership.require_shadows, (SCORES, np.stack([SCORES] * 2), MEMBERS[None])),
    ],
)
def test_anything_else_is_refused_by_name(name, require, arguments):
    with pytest.raises(ValueError, match=rf"^{name}: expected .+, got .+"):
        require(*arguments)
