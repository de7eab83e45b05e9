"""nbgrader's gradebook, written by several programs at a time."""

import sqlite3

from sqlalchemy import event
from sqlalchemy.engine import Engine

_PATIENCE = 60_000  # milliseconds


def wait_for_others() -> None:
    """Let every SQLite connection of this process wait for another writer, and not give up after 5 seconds."""
    if not event.contains(Engine, "connect", _be_patient):
        event.listen(Engine, "connect", _be_patient)


def _be_patient(connection: object, record: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
