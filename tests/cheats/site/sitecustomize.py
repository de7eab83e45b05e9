"""Named on PYTHONPATH, lets every Python of a command and its workers find the cheats' lesson."""

from cheats import lesson

lesson.install()
