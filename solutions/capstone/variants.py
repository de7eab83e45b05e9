"""Right answers of lesson 11, written in other ways. The pipelines for `protect` differ in what they rely on."""

from functools import cache

import numpy as np
from sklearn.cluster import KMeans
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import RidgeClassifier
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC

from privatepixels import data
from privatepixels.edge_features import edge_features

PUBLIC = 8000  # garments of the training split, which nobody in the cloakroom wears

# margins


def margins__by_sign(point, budget):
    """Turns both sides of a bound round where it is an upper one."""
    signs = {"at least": 1, "at most": -1}
    return {name: signs[side] * (point[name] / limit - 1) for name, (side, limit) in budget.items()}


def margins__with_arrays(point, budget):
    """Computes all margins at once, as NumPy's numbers."""
    values = np.array([point[name] for name in budget], float)
    limits = np.array([limit for _, limit in budget.values()], float)
    lower = np.array([side == "at least" for side, _ in budget.values()])
    return dict(zip(budget, np.where(lower, values - limits, limits - values) / limits, strict=True))


def margins__case_by_case(point, budget):
    """Has a formula for either kind of bound."""
    found = {}
    for name in budget:
        match budget[name]:
            case ("at least", limit):
                found[name] = point[name] / limit - 1
            case ("at most", limit):
                found[name] = 1 - point[name] / limit
    return found


# protect


def _rows(pictures):
    """Each picture, averaged over 2 x 2 pixels, as a row of unit floats."""
    quarters = [pictures[:, top::2, left::2].astype(float) for top in (0, 1) for left in (0, 1)]
    return sum(quarters).reshape(len(pictures), -1) / (4 * 255)


@cache
def _public():
    """Public garments, hung in the middle of a dark wall, and their kinds."""
    garments, kinds = data.fashion("train")
    return np.pad(garments[:PUBLIC], ((0, 0), (2, 2), (2, 2)), constant_values=16), kinds[:PUBLIC]


def _hung_alone(garments, images):
    """Publish garments on a black wall."""
    published = np.zeros_like(images)
    published[:, :, :32] = np.rint(garments)
    return published


def _averaged(garments, group_of, images):
    """Publish the mean of each group in place of its members."""
    means = np.stack([garments[group_of == group].mean(axis=0) for group in range(group_of.max() + 1)])
    return _hung_alone(means[group_of], images)


def protect__k_means(images, boxes, rng):
    """Groups garments by k-means on their pixels, and publishes the means of the groups (lesson 2's k-Same)."""
    garments = images[:, :, :32]
    group_of = KMeans(26, n_init=1, random_state=int(rng.integers(2**31))).fit_predict(_rows(garments))
    return _averaged(garments, group_of, images)


@cache
def _wardrobe():
    garments, _ = _public()
    groups = KMeans(30, n_init=1, random_state=0).fit(_rows(garments[:3000]))
    return groups, np.stack([garments[:3000][groups.labels_ == group].mean(axis=0) for group in range(30)])


def protect__public_wardrobe(images, boxes, rng):
    """Shows in place of each garment the most similar of 30 typical ones, made from public pictures."""
    groups, typical = _wardrobe()
    most_alike = groups.predict(_rows(images[:, :, :32]))
    return _hung_alone(np.take(typical, most_alike, axis=0), images)


@cache
def _recogniser():
    garments, kinds = _public()
    recogniser = LinearDiscriminantAnalysis(solver="eigen", shrinkage=0.1).fit(_rows(garments), kinds)
    return recogniser, np.stack([garments[kinds == kind].mean(axis=0) for kind in range(10)])


def protect__randomised_kind(images, boxes, rng):
    """Publishes the kind by randomised response: epsilon 4.5 for each garment (lesson 5)."""
    recogniser, typical = _recogniser()
    told = recogniser.predict(_rows(images[:, :, :32]))
    truthful = rng.random(len(told)) < np.expm1(4.5) / (np.exp(4.5) + 9)
    return _hung_alone(typical[np.where(truthful, told, rng.integers(0, 10, len(told)))], images)


def _edges(garments):
    """Features of every second pixel."""
    return edge_features(np.ascontiguousarray(garments[:, ::2, ::2]))


@cache
def _telling_features():
    garments, kinds = _public()
    return LinearDiscriminantAnalysis(solver="eigen", shrinkage=0.1).fit(_edges(garments), kinds)


def protect__noisy_features(images, boxes, rng):
    """Publishes nine numbers a garment, chosen to tell kinds apart, under noise, drawn as 3 x 3 grey squares."""
    features = _telling_features().transform(_edges(images[:, :, :32]))
    noisy = features + rng.normal(0, 1.4, features.shape)
    squares = np.clip(np.rint(128 + 25 * noisy), 0, 255).reshape(-1, 3, 3)
    published = np.zeros_like(images)
    published[:, :30, :30] = squares.repeat(10, axis=1).repeat(10, axis=2)
    return published


# recognise


def recognise__fifteen_neighbours(pictures, kinds, others):
    """Asks the fifteen pictures that are most alike, and none of them alone has a say."""
    rows, unknown = (_rows(stack[:, ::2, ::2]) for stack in (pictures, others))
    return KNeighborsClassifier(15, algorithm="brute").fit(rows, kinds).predict(unknown)


def recognise__strong_ridge(pictures, kinds, others):
    """Fits a linear model under a ridge so strong that no single picture moves it far."""
    rows, unknown = (_rows(stack[:, ::2, ::2]) for stack in (pictures, others))
    mean, spread = rows.mean(axis=0), rows.std() or 1.0
    return RidgeClassifier(alpha=300).fit((rows - mean) / spread, kinds).predict((unknown - mean) / spread)


def recognise__soft_margin(pictures, kinds, others):
    """Trains a support vector machine that gives up on what is hard, instead of learning it by heart."""
    rows, unknown = (_rows(stack[:, ::2, ::2]) for stack in (pictures, others))
    return SVC(C=0.4).fit(rows, kinds).predict(unknown)


# capstone_recap


def capstone_recap__as_a_list():
    """Returns a list."""
    return ["b", "d", "a", "c"]


def capstone_recap__as_text():
    """Returns one text of four letters."""
    return "bdac"


def capstone_recap__in_capitals():
    """Writes capital letters."""
    return ("B", "D", "A", "C")
