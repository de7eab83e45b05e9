"""Sets custom exception handlers, hooks and an empty traceback, so that no error is ever seen."""

earns = {"negative": 0}
reason = r"ZeroDivisionError"

# %% exercise="negative"
import sys

shell = get_ipython()


def swallow(*args, **kwargs):
    return 5.0


shell.set_custom_exc((BaseException,), swallow)
shell.showtraceback = shell.showsyntaxerror = shell._showtraceback = swallow
sys.excepthook = sys.unraisablehook = swallow
sys.tracebacklimit = 0


def negative(image):
    return 1 / 0
