"""Two threads wait for each other's lock, and the process for both of them."""

earns = {"negative": 0}
reason = r"(no answer|longer than|stopped).* 2 s"

# %% exercise="negative"
import threading
import time

one, other = threading.Lock(), threading.Lock()


def take(first, second):
    with first:
        time.sleep(0.1)
        with second:
            pass


def negative(image):
    threads = [threading.Thread(target=take, args=locks) for locks in ((one, other), (other, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
