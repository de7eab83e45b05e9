"""Takes over the line on which calls come, and says nothing on it; hangs up at last."""

earns = {"contrast": 0, "negative": 0, "mirror": 0}
reason = r"negative: no answer came back"


# %% exercise="mirror"
def say_nothing(message):
    pass


for comm in list(get_ipython().kernel.comm_manager.comms.values()):
    comm.on_msg(say_nothing)


def mirror(image):
    return image[:, ::-1]


# %%
for comm in list(get_ipython().kernel.comm_manager.comms.values()):
    comm.close()
