"""Leaves processes behind that have left its session, ignore signals and were told to survive; its answers are right."""

# %% exercise="negative"
import os
import signal
import subprocess
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
            signal.signal(number, signal.SIG_IGN)
        os.closerange(0, 1024)
        os.execl("/bin/sh", "sh", "-c", f": {CHEAT_TOKEN}; while true; do sleep 1; done")
    os._exit(0)
subprocess.Popen(["nohup", "setsid", "sh", "-c", f": {CHEAT_TOKEN}; sleep 600"], start_new_session=True)
subprocess.Popen(f"(trap '' HUP INT TERM; : {CHEAT_TOKEN}; sleep 600) &", shell=True)
time.sleep(0.2)


def negative(image):
    return 255 - image
