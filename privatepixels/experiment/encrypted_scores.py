"""A server that runs a linear recogniser on CKKS cipher texts, as many pictures packed as there is room."""

from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import clone
from sklearn.linear_model import LogisticRegression

from privatepixels import ckks, linking, shadow_models
from privatepixels.experiment.members import found_at, lira
from privatepixels.experiment.row import Row, row_of
from privatepixels.experiment.setting import Setting


def of_encrypted_scores(setting: Setting) -> Row:
    """Measure a recogniser on cipher texts: its accuracy and cost, and what the cipher text of a picture gives away."""
    context = ckks.open_context("context", ckks.new_keys(rotations=False))
    context.auto_rescale = context.auto_mod_switch = False
    inputs = shadow_models.as_inputs(setting.pool)
    learner = LogisticRegression(C=0.01, tol=1e-3, max_iter=1000)
    models = [clone(learner).fit(inputs[own], setting.labels[own]) for own in setting.members]
    start = perf_counter()
    scores, size = _scores(context, shadow_models.as_inputs(setting.test), models[0].coef_)
    seconds = (perf_counter() - start) / len(setting.test)
    said = (scores + models[0].intercept_).argmax(axis=1)
    practice, probed = setting.practice[: setting.probes], setting.pool[: setting.probes]
    sealed, practised = _sealed(context, probed), _sealed(context, practice)
    return row_of(
        "homomorphic",
        "8 homomorphic",
        "the cipher text",
        "A server calculated a linear recogniser's scores on CKKS cipher texts, and never saw a picture.",
        use=float(np.mean(said == setting.test_labels)),
        found=linking.link(practice, practised, sealed, probed),
        members=found_at(lira(np.stack([model.predict_proba(inputs) for model in models]), setting), setting),
        seconds=seconds,
        size=size / len(setting.test),
    )


def _scores(context: Any, inputs: NDArray[np.float32], kernels: NDArray[np.float64]) -> tuple[NDArray[np.float64], int]:
    """Encrypt each pixel of all pictures as one vector, add them up with each class's weights, and decrypt.

    Returns the scores, pictures x classes, and the bytes of all that was sent to the server.
    """
    columns = [ckks.library().ckks_vector(context, column.tolist()) for column in inputs.T]
    answers = []
    for kernel in kernels:
        weights = np.where(kernel == 0, 1e-6, kernel).tolist()  # TenSEAL refuses to multiply by exactly 0.
        total = columns[0] * weights[0]
        for column, weight in zip(columns[1:], weights[1:], strict=True):
            total.add_(column * weight)
        answers.append(total.decrypt())
    return np.array(answers).T, len(columns) * len(columns[0].serialize())


def _sealed(context: Any, pictures: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Encrypt each picture by itself; shown are as many bytes from the middle as it has pixels."""
    vectors = (ckks.library().ckks_vector(context, row.tolist()) for row in shadow_models.as_inputs(pictures))
    texts = (np.frombuffer(vector.serialize(), np.uint8) for vector in vectors)
    return np.stack([text[len(text) // 2 :][: pictures[0].size] for text in texts]).reshape(pictures.shape)
