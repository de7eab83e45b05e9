"""Takes over the line on which calls come, and answers each with something else that is no answer."""

earns = {"contrast": 0, "negative": 0, "mirror": 0}
reason = r"negative"

# %% exercise="mirror"
import itertools

rubbish = itertools.cycle(
    [
        {},
        {"value": 5, "changed": "all", "printed": None},
        {"value": "[", "changed": []},
        {"value": "[" * 10**6, "changed": []},
        {"value": '["array", "|O", 1]', "changed": []},
        {"value": '["generator", {"bit_generator": "PCG64"}]', "changed": []},
        {"value": "1" * 10**6, "changed": [[]]},
        {"not_attempted": [None] * 10, "printed": {}},
        {"wrong": {"a": 1}, "kind": []},
        {"value": "null", "wrong": "", "not_attempted": "", "changed": [], "printed": "x" * 10**7},
    ]
)


for comm in get_ipython().kernel.comm_manager.comms.values():
    comm.on_msg(lambda message, comm=comm: comm.send(next(rubbish)))


def mirror(image):
    return image[:, ::-1]
