"""Makes Tests/Fixtures/evaluation/tsne.json: rows of three blobs, their positions in the plane by t-SNE, and clusters.

scikit-learn 1.9.1, numpy 2.4.6 (seed 31), all in float64: rows are eighths, so that squared distances are exact even in
the float32 to which scikit-learn rounds them, and descents start from float64 arrays, because init="pca" is float32.

`rows` [60, 8]; `truth`: the blob of each. `joint`: p_ij, i < j, of `_joint_probabilities`. `principal`: PCA's two
components, scaled as init="pca" scales them; `drawn`: normal numbers.

`runs` of `TSNE(method="exact")` without an early stop, each from one of these starts, with so many iterations, the
first of them exaggerated; `divergence` is `_kl_divergence` of the last positions. The runs are short, because two of
scikit-learn's own whose starts differ in the last bit have nothing in common after 50 exaggerated iterations.

`settled`: positions after 1000 iterations, and the divergences of ten such runs whose starts differ in the last bits;
KMeans of the positions in three clusters, and silhouette_score of `truth`, of `mixed`, which has nothing to do with it,
and of `alone`, whose cluster 0 is one point. `still`: the iterations that a run makes which starts at rest.
"""

import numpy
from scipy.spatial.distance import pdist, squareform
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE
from sklearn.manifold._t_sne import _joint_probabilities, _kl_divergence
from sklearn.metrics import silhouette_score
from threadpoolctl import threadpool_limits

from oracle import FIXTURES, folder, write_json

threadpool_limits(1)
random = numpy.random.default_rng(31)
PERPLEXITY = 12.0

truth = random.permutation(numpy.repeat(numpy.arange(3), (25, 20, 15)))
centres = random.normal(size=(3, 8)) * 4
rows = numpy.round((centres[truth] + random.normal(size=(60, 8))) * 8) / 8
distances = squareform(pdist(rows, "sqeuclidean"))
assert (distances.astype(numpy.float32) == distances).all()
joint = _joint_probabilities(distances, PERPLEXITY, 0)
components = PCA(n_components=2).fit_transform(rows)
starts = {"principal": components / components[:, 0].std() * 1e-4, "drawn": 1e-4 * random.standard_normal((60, 2))}


def descend(start, exaggerated, end, **settings):
    """The fitted model; `_fit` because fit refuses fewer than 250 iterations."""
    endless = {"n_iter_without_progress": 10**9, "min_grad_norm": 1e-300}
    model = TSNE(method="exact", metric="euclidean", perplexity=PERPLEXITY, learning_rate="auto",
                 early_exaggeration=12, init=start.copy(), max_iter=end, **endless | settings)
    model._EXPLORATION_MAX_ITER = exaggerated
    model.positions = model._fit(numpy.zeros((60, 8)) if not start.any() else rows)
    assert model.positions.dtype == numpy.float64
    return model


def divergence(positions):
    return float(_kl_divergence(positions.ravel(), joint, 1, 60, 2)[0])


def run(start, exaggerated, iterations):
    # Where no iteration is exaggerated, scikit-learn counts the others from 1.
    positions = descend(starts[start], exaggerated, iterations + (exaggerated == 0)).positions
    return {"start": start, "exaggerated": exaggerated, "iterations": iterations, "positions": positions.tolist(),
            "divergence": divergence(positions)}


def nudged(start):
    return start * (1 + 1e-15 * random.standard_normal(start.shape))


settled = [descend(nudged(starts["principal"]), 250, 1000).positions for _ in range(10)]
labels = [truth, random.integers(0, 5, 60), numpy.where(numpy.arange(60) == 7, 0, 1 + truth)]
write_json(folder(FIXTURES / "evaluation") / "tsne.json", {
    "perplexity": PERPLEXITY, "width": 8, "rows": rows.ravel().tolist(), "truth": truth.tolist(),
    "joint": joint.tolist(), "starts": {name: start.tolist() for name, start in starts.items()},
    "runs": [run("drawn", 20, 20), run("principal", 20, 20), run("drawn", 12, 24), run("principal", 12, 24),
             run("drawn", 0, 100), run("principal", 0, 100)],
    "settled": {
        "positions": settled[0].tolist(), "divergences": [divergence(positions) for positions in settled],
        "inertia": float(KMeans(n_clusters=3, n_init=10, tol=0, random_state=0).fit(settled[0]).inertia_),
        "silhouettes": [{"assignments": each.tolist(), "score": float(silhouette_score(settled[0], each))}
                        for each in labels]},
    "still": descend(numpy.zeros((60, 2)), 250, 1000, min_grad_norm=1e-7).n_iter_ + 1})
