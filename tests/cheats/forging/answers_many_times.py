"""Answers before it is asked, twice, and after it was asked, and guesses at what other calls will ask."""

earns = {"negative": 0}
reason = r"samples differ|negative"

# %% exercise="negative"
import threading
import time

kernel = get_ipython().kernel
value = '["array", "|u1", 4, 4]'


def send(parent, count=1):
    for comm in list(kernel.comm_manager.comms.values()):
        for _ in range(count):
            data = {"comm_id": comm.comm_id, "data": {"value": value, "changed": [], "printed": ""}}
            kernel.session.send(kernel.iopub_socket, "comm_msg", data, parent=parent, buffers=[bytes(range(16))])


def negative(image):
    send(kernel.get_parent(), 50)
    threading.Timer(0.05, send, args=(kernel.get_parent(),)).start()
    time.sleep(0.01)
    return image
