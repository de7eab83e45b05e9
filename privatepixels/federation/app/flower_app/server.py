"""The server's half: send the weights, wait for all clients, and the learner's `federated_average`."""

import time
from pathlib import Path

import numpy as np
from flwr.app import ArrayRecord, ConfigRecord, Context, Message, MessageType, RecordDict
from flwr.serverapp import Grid, ServerApp

from flower_app.answers import federated_average
from privatepixels import networks
from privatepixels.federation import shops

app = ServerApp()


@app.main()
def main(grid: Grid, context: Context) -> None:
    """Run the rounds of the plan, and write weights, accuracies and seconds of each round into the results' folder."""
    plan, weights = context.run_config, networks.untrained()
    nodes = connected(grid, len(shops.SHOPS), plan["patience"])
    accuracies, seconds = [], []
    for turn in range(plan["rounds"]):
        start = time.perf_counter()
        weights = federated_average(*answers(grid, nodes, weights, turn, plan["patience"]))
        seconds.append(time.perf_counter() - start)
        accuracies.append(shops.accuracy(weights))
        print(f"round {turn + 1}: accuracy {accuracies[-1]:.3f}, {seconds[-1]:.1f} s", flush=True)
    parts = {f"weights_{place}": part for place, part in enumerate(weights)}
    np.savez(Path(plan["results"], "results.npz"), accuracies=accuracies, seconds=seconds, **parts)


def connected(grid: Grid, count: int, patience: float) -> list[int]:
    """Wait until `count` clients are there; raises TimeoutError after `patience` seconds."""
    end = time.monotonic() + patience
    while len(nodes := list(grid.get_node_ids())) < count:
        if time.monotonic() > end:
            raise TimeoutError(f"{len(nodes)} of {count} clients came within {patience} seconds")
        time.sleep(0.5)
    return nodes


def answers(
    grid: Grid, nodes: list[int], weights: networks.Weights, turn: int, patience: float
) -> tuple[list[networks.Weights], list[int]]:
    """Send the weights to all clients; return what they send back, in the shops' order, and their numbers of pictures.

    Raises RuntimeError where one failed, TimeoutError where one didn't answer.
    """
    about = ConfigRecord({"round": turn})
    messages = [
        Message(RecordDict({"weights": ArrayRecord(weights), "about": about}), node, MessageType.TRAIN)
        for node in nodes
    ]
    replies = list(grid.send_and_receive(messages, timeout=patience))
    for reply in replies:
        if reply.has_error():
            raise RuntimeError(f"round {turn + 1}: a client failed: {reply.error.reason}")
    if len(replies) < len(nodes):
        raise TimeoutError(f"round {turn + 1}: {len(replies)} of {len(nodes)} clients answered")
    replies.sort(key=lambda reply: reply.content["about"]["shop"])
    updates = [reply.content["weights"].to_numpy_ndarrays() for reply in replies]
    return updates, [int(reply.content["about"]["pictures"]) for reply in replies]
