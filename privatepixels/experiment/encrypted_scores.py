"""A server that runs a linear recogniser on CKKS cipher texts, as many pictures packed as there is room."""

from importlib.util import find_spec
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from sklearn.base import clone
from sklearn.linear_model import LogisticRegression

from privatepixels import ckks, linking, shadow_models
from privatepixels.experiment.members import found_at, lira
from privatepixels.experiment.row import Row, row_of
from privatepixels.experiment.setting import Setting


def has_tenseal() -> bool:
    """Tell whether TenSEAL, an extra, is installed."""
    return find_spec("tenseal") is not None


def of_encrypted_scores(setting: Setting) -> Row:
    """Measure a linear recogniser that a server runs on CKKS cipher texts, as many pictures packed as there is room."""
    ts, rng = ckks.library(), setting.rng("homomorphic")
    context = ckks.open_context("context", ckks.new_keys(rotations=False))
    context.auto_rescale = context.auto_mod_switch = False
    inputs = shadow_models.as_inputs(setting.pool)
    learner = LogisticRegression(C=0.01, tol=1e-3, max_iter=1000)
    models = [clone(learner).fit(inputs[own], setting.labels[own]) for own in setting.members]
    asked = shadow_models.as_inputs(setting.test)
    start = perf_counter()
    columns = [ts.ckks_vector(context, column.tolist()) for column in asked.T]
    size = len(columns) * len(columns[0].serialize()) / len(asked)
    answers = []
    for kernel in models[0].coef_:
        total = columns[0] * float(kernel[0])
        for column, weight in zip(columns[1:], kernel[1:], strict=True):
            total.add_(column * float(weight or 1e-6))
        answers.append(total.decrypt())
    seconds = (perf_counter() - start) / len(asked)
    said = (np.array(answers).T + models[0].intercept_).argmax(axis=1)

    def seal(pictures: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Encrypt each picture by itself; the attacker looks at as many bytes as it has pixels."""
        texts = (ts.ckks_vector(context, row.tolist()).serialize() for row in shadow_models.as_inputs(pictures))
        kept = (text[len(text) // 2 :][: pictures[0].size] for text in texts)
        return np.array([np.frombuffer(text, np.uint8) for text in kept]).reshape(pictures.shape)

    probes = setting.probes
    practice, probed = setting.practice[:probes], setting.pool[:probes]
    return row_of(
        "homomorphic",
        "8 homomorphic",
        "the cipher text",
        "A server calculated a linear recogniser's scores on CKKS cipher texts, and never saw a picture.",
        use=float(np.mean(said == setting.test_labels)),
        found=linking.link(practice, seal(practice), seal(probed), probed, rng),
        members=found_at(lira(np.stack([model.predict_proba(inputs) for model in models]), setting), setting),
        seconds=seconds,
        size=size,
    )
