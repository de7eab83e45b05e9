"""Sends the grader requests for input and for shutting down, which a person at the notebook would see."""

# %% exercise="negative"
kernel = get_ipython().kernel
for kind in ("input_request", "shutdown_reply", "debug_event", "iopub_welcome"):
    content = {"prompt": "Your password: ", "password": True, "restart": True}
    kernel.session.send(kernel.iopub_socket, kind, content, parent=kernel.get_parent())
    kernel.session.send(kernel.stdin_socket, kind, content, parent=kernel.get_parent())


def negative(image):
    return 255 - image
