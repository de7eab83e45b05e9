"""The outputs of a submission's cells: harmless kinds alone, and no more than fits."""

import json

from autograder import harmless
from autograder.live_kernel import TOO_LONG, Message
from autograder.rules import MIB

MOST_IN_ONE_STREAM = 2**16  # characters, after which a new output starts
MOST_PROBLEM = 500


def text(words: str) -> dict:
    """Return a sentence of the grader's as an output."""
    return {"output_type": "stream", "name": "stdout", "text": f"{words}\n"}


def problem_of(message: Message) -> str | None:
    """Return the error that a message tells of, or None."""
    match message:
        case Message("error", {"ename": str(name), "evalue": str(value)}):
            return f"{name}: {value}"[:MOST_PROBLEM]
    return None


class Outputs:
    """Turns messages into nbformat's outputs, up to a number of bytes for all cells together."""

    def __init__(self, most: int):
        self._most = most
        self._left = most

    @property
    def are_full(self) -> bool:
        """Whether something had to be left out."""
        return self._left < 0

    def add(self, message: Message, outputs: list[dict]) -> None:
        """Add what a message shows to a cell's outputs; of text that is too long, the beginning."""
        if message.kind == "clear_output":
            outputs.clear()
        if self.are_full:
            return
        output = _output(message)
        if message.kind == TOO_LONG:
            self._left = -1
        elif output is not None:
            is_text = output["output_type"] == "stream"
            if is_text:
                output["text"] = output["text"][: self._left + 1]
            self._left -= len(json.dumps(output))
            if is_text or self._left >= 0:
                _append(output, outputs)
        if self.are_full:
            outputs.append(text(f"The rest of the output isn't kept: it is more than {self._most / MIB:g} MiB."))


def _output(message: Message) -> dict | None:
    match message.kind, message.content:
        case "stream", {"name": "stdout" | "stderr" as name, "text": str(words)}:
            return {"output_type": "stream", "name": name, "text": words}
        case "error", {"ename": str(name), "evalue": str(value), "traceback": list(lines)}:
            lines = [line for line in lines if isinstance(line, str)]
            return {"output_type": "error", "ename": name, "evalue": value, "traceback": lines}
        case "display_data", {"data": dict(data)}:
            return {"output_type": "display_data", "data": harmless.bundle(data), "metadata": {}}
        case "execute_result", {"data": dict(data)}:
            shown = {"data": harmless.bundle(data), "metadata": {}, "execution_count": None}
            return {"output_type": "execute_result", **shown}
    return None


def _append(output: dict, outputs: list[dict]) -> None:
    """Put an output behind the others; what continues a stream goes into the same output."""
    last = outputs[-1] if outputs else {}
    goes_on = output["output_type"] == "stream" and last.get("name") == output["name"]
    if goes_on and len(last["text"]) < MOST_IN_ONE_STREAM:
        last["text"] += output["text"]
    else:
        outputs.append(output)
