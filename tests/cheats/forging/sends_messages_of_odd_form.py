"""Sends lawfully signed messages whose content isn't what messages of their kind hold."""

earns = {"negative": 0}
reason = r"samples differ|message"

# %% exercise="negative"
kernel = get_ipython().kernel
odd = [
    ("stream", {"name": 5, "text": None}),
    ("stream", {}),
    ("stream", {"name": "stderr", "text": ["a", 5, {}]}),
    ("display_data", {"data": ["text/plain"], "metadata": 7}),
    ("display_data", {"data": {"text/plain": {"a": 1}, 5: "x", "image/png": 7}, "transient": "x"}),
    ("execute_result", {"data": None, "execution_count": "many"}),
    ("execute_result", {"data": {"text/plain": 5.0}, "metadata": {"isolated": []}, "execution_count": -(10**30)}),
    ("error", {"ename": None, "evalue": {}, "traceback": "all"}),
    ("error", {}),
    ("update_display_data", {"data": {}, "transient": {"display_id": []}}),
    ("clear_output", {"wait": "perhaps"}),
    ("comm_open", {"comm_id": [], "target_name": 5}),
    ("comm_msg", {"comm_id": None}),
    ("unheard_of", {"x": 1}),
    ("status", {"execution_state": ["idle"]}),
    ("execute_input", {"code": None}),
]


def send_odd():
    for kind, content in odd:
        kernel.session.send(kernel.iopub_socket, kind, content, parent=kernel.get_parent())


def negative(image):
    send_odd()
    return image


send_odd()
