"""The client's half: the learner's `client_update`, on pictures that stay in this process."""

from flwr.app import ArrayRecord, Context, Message, MetricRecord, RecordDict
from flwr.clientapp import ClientApp

from flower_app.answers import client_update
from privatepixels.federation import shops

app = ClientApp()


@app.train()
def train(message: Message, context: Context) -> Message:
    """Train from the weights that came; answer with new ones, and with how many pictures they were made from."""
    plan, shop = context.run_config, context.node_config["partition-id"]
    images, labels = shops.pictures(shop)
    rng = shops.generator(plan["seed"], message.content["about"]["round"], shop)
    weights = message.content["weights"].to_numpy_ndarrays()
    trained = client_update(weights, images, labels, *shops.training(plan), rng)
    about = MetricRecord({"shop": shop, "pictures": len(labels)})
    return Message(RecordDict({"weights": ArrayRecord(trained), "about": about}), reply_to=message)
