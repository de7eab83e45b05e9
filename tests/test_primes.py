"""Primes and factors for toy keys."""

import math

import numpy as np
import pytest

from privatepixels import primes


def test_small_primes_are_those_of_a_sieve():
    sieve = np.ones(3000, bool)
    sieve[:2] = False
    for number in range(2, 55):
        sieve[number * number :: number] = False
    assert [number for number in range(-3, 3000) if primes.is_prime(number)] == np.flatnonzero(sieve).tolist()


@pytest.mark.parametrize("number", [561, 3215031751, 3825123056546413051, 318665857834031151167461])
def test_pseudoprimes_are_no_primes(number):
    assert not primes.is_prime(number)


def test_large_primes_are_known():
    assert primes.is_prime(2**127 - 1)
    assert not primes.is_prime(2**127 - 3)


@pytest.mark.parametrize("bits", [3, 8, 31, 64, 200])
def test_a_random_prime_has_its_bits_and_repeats_with_its_seed(bits):
    first, again = (primes.random_prime(bits, np.random.default_rng(bits)) for _ in range(2))
    assert first == again
    assert primes.is_prime(first)
    assert first.bit_length() == bits
    assert (first * first).bit_length() == 2 * bits


def test_random_primes_differ():
    rng = np.random.default_rng(0)
    assert len({primes.random_prime(31, rng) for _ in range(50)}) == 50


@pytest.mark.parametrize(
    "number", [4, 6, 8, 9, 15, 25, 49, 91, 121, 561, 2**31 * 3, 999983**2, 1759885483 * 1766915233]
)
def test_a_factor_divides(number):
    factor = primes.factor(number)
    assert 1 < factor < number
    assert number % factor == 0


def test_every_small_composite_is_factored():
    for number in range(4, 2000):
        if not primes.is_prime(number):
            assert math.gcd(primes.factor(number), number) not in (1, number)


@pytest.mark.parametrize("bad", [7, 1, 0, -4, 4.0, "4", None, True])
def test_what_has_no_factor_is_refused(bad):
    with pytest.raises(ValueError, match=r"^number: expected .+, got .+"):
        primes.factor(bad)


@pytest.mark.parametrize("bad", [2, 0, 8.0, None])
def test_bad_bits_are_refused(bad):
    with pytest.raises(ValueError, match=r"^bits: expected .+, got .+"):
        primes.random_prime(bad, np.random.default_rng(0))


def test_a_prime_needs_a_generator_and_an_integer():
    with pytest.raises(ValueError, match=r"^rng: expected"):
        primes.random_prime(8, 1)
    with pytest.raises(ValueError, match=r"^number: expected an integer"):
        primes.is_prime(7.0)
