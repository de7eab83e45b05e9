"""The app that runs on the server and on every client; `answers.py`, with the learner's functions, is put beside it."""
