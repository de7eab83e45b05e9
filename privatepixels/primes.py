"""Prime numbers for toy keys, and what breaks them: factoring."""

import math

import numpy as np

from privatepixels import require

_WITNESSES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41)


def is_prime(number: int) -> bool:
    """Tell whether an integer is prime, by the Miller-Rabin test with the first thirteen primes as witnesses.

    number: int. The answer is exact below 3.3e24 (Sorenson and Webster 2017, "Strong pseudoprimes to twelve prime
    bases", Mathematics of Computation 86(304), doi:10.1090/mcom/3134); beyond that, a number that somebody built for
    the purpose could pass. Raises ValueError for anything but an integer.
    """
    number = int(require.number("number", number, integer=True))
    if number < 2 or any(number % witness == 0 for witness in _WITNESSES):
        return number in _WITNESSES
    halvings = ((number - 1) & (1 - number)).bit_length() - 1
    odd = (number - 1) >> halvings
    return all(_passes(number, witness, odd, halvings) for witness in _WITNESSES)


def _passes(number: int, witness: int, odd: int, halvings: int) -> bool:
    power = pow(witness, odd, number)
    if power in (1, number - 1):
        return True
    for _ in range(halvings - 1):
        power = power * power % number
        if power == number - 1:
            return True
    return False


def random_prime(bits: int, rng: np.random.Generator) -> int:
    """Draw a prime with exactly this many bits, the two highest set, so that the product of two has twice as many.

    bits: an integer >= 3. rng: generator that all randomness comes from; never for a key that is to be kept, for
    whoever guesses its seed has the key. Raises ValueError for anything else.
    """
    require.number("bits", bits, low=3, integer=True)
    require.generator("rng", rng)
    while True:
        drawn = int.from_bytes(rng.bytes(bits // 8 + 1)) % 2 ** (bits - 2)
        if is_prime(candidate := 3 << (bits - 2) | drawn | 1):
            return candidate


def factor(number: int) -> int:
    """Find a factor of a composite number by Pollard's rho method, in about the fourth root of the number steps.

    number: int >= 4, not prime. Returns a factor other than 1 and the number. Raises ValueError for anything else.
    Source: Pollard 1975, "A Monte Carlo method for factorization", BIT 15, doi:10.1007/BF01933667.
    """
    number = int(require.number("number", number, low=4, integer=True))
    require.that(not is_prime(number), "number", number, "a number that isn't prime")
    if number % 2 == 0:
        return 2
    shift = 1
    while (found := _rho(number, shift)) == number:
        shift += 1
    return found


def _rho(number: int, shift: int) -> int:
    """Walk x -> x^2 + shift at one and at two steps a time, until both places agree modulo a factor."""
    slow = fast = 2
    found = 1
    while found == 1:
        slow = (slow * slow + shift) % number
        fast = (fast * fast + shift) % number
        fast = (fast * fast + shift) % number
        found = math.gcd(slow - fast, number)
    return found
