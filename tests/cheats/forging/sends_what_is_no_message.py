"""Sends the grader bytes that are no message: unsigned, signed by another key, torn, with too many parts."""

earns = {"negative": 0}
reason = r"negative|message"

# %% exercise="negative"
kernel = get_ipython().kernel


def send_rubbish():
    for frames in ([b"rubbish"], [b"<IDS|MSG>"], [b"<IDS|MSG>", b"", b"{}", b"{}", b"{}", b"{}"], [b"\xff"] * 500):
        kernel.iopub_thread.send_multipart(frames)


def negative(image):
    send_rubbish()
    return image


send_rubbish()
