"""Federated learning for real: a learner's functions as a Flower app, on a server and clients that are processes."""
