"""Data that isn't what it should be is refused, with a word on how to mend it."""

from hashlib import sha256


class DataError(RuntimeError):
    """A data set is missing or isn't the one the course was written for; the message says what to do."""


def verify(name: str, content: bytes, digest: str, remedy: str) -> None:
    """Raise `DataError` unless the SHA-256 of `content` is `digest` (64 hexadecimal digits)."""
    found = sha256(content).hexdigest()
    if found != digest:
        raise DataError(f"{name}: expected SHA-256 {digest[:12]}..., got {found[:12]}...; {remedy}")
