"""The accountant beside what is known exactly, and on plans that are none."""

import json

import pytest

from privatepixels import accountant
from solutions.differential_privacy.answers import gaussian_sigma

PLAN = {"share": 0.1, "steps": 10, "delta": 1e-5}


@pytest.mark.parametrize("epsilon", [0.3, 1.0, 4.0])
def test_one_step_with_everybody_is_the_gaussian_mechanism(epsilon):
    spent = accountant.epsilon_spent(gaussian_sigma(1.0, epsilon, 1e-5), 1.0, 1, 1e-5)
    assert spent == pytest.approx(epsilon, abs=3e-3)
    assert spent >= epsilon - 1e-6


def test_steps_of_gaussian_noise_add_up_like_one_with_less_noise():
    assert accountant.epsilon_spent(8.0, 1.0, 16, 1e-5) == pytest.approx(
        accountant.epsilon_spent(2.0, 1.0, 1, 1e-5), abs=0.02
    )


def test_less_noise_more_steps_and_larger_batches_cost_more():
    usual = accountant.epsilon_spent(2.0, **PLAN)
    assert accountant.epsilon_spent(1.5, **PLAN) > usual
    assert accountant.epsilon_spent(2.0, **PLAN | {"steps": 20}) > usual
    assert accountant.epsilon_spent(2.0, **PLAN | {"share": 0.2}) > usual
    assert accountant.epsilon_spent(2.0, **PLAN | {"delta": 1e-7}) > usual


def test_the_noise_that_is_found_stays_within_the_budget_and_hardly_more_than_that():
    multiplier = accountant.noise_multiplier(2, **PLAN)
    assert 1.97 <= accountant.epsilon_spent(multiplier, **PLAN) <= 2


def test_a_statement_says_what_was_spent_and_can_be_kept_as_json():
    statement = accountant.statement(2.0, **PLAN)
    assert statement["epsilon"] == accountant.epsilon_spent(2.0, **PLAN)
    assert {name: statement[name] for name in PLAN} == PLAN
    assert json.loads(json.dumps(statement)) == statement


@pytest.mark.parametrize("call", [accountant.epsilon_spent, accountant.noise_multiplier, accountant.statement])
@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("share", (0, -0.1, 1.1, float("nan"), "0.1", [0.1], None)),
        ("steps", (0, -1, 2.0, True, [1])),
        ("delta", (0, 1, -1e-5, 1.5, float("inf"), [1e-5])),
    ],
)
def test_a_plan_that_is_none_is_refused(call, name, values):
    for value in values:
        with pytest.raises(ValueError, match=f"^{name}: expected a.+, got .+"):
            call(2.0, **PLAN | {name: value})


@pytest.mark.parametrize("value", [0, -1.0, float("nan"), float("inf"), "1", [1.0], None, True])
def test_noise_and_budgets_that_are_none_are_refused(value):
    with pytest.raises(ValueError, match=r"^epsilon: expected a number > 0, got .+"):
        accountant.noise_multiplier(value, **PLAN)
    for call in (accountant.epsilon_spent, accountant.statement):
        with pytest.raises(ValueError, match=r"^noise_multiplier: expected a number > 0, got .+"):
            call(value, **PLAN)


def test_a_budget_out_of_reach_is_refused_with_those_in_reach():
    with pytest.raises(ValueError, match=r"^epsilon: expected a number from .+ to .+ for this plan, got 1e-06"):
        accountant.noise_multiplier(1e-6, **PLAN)
