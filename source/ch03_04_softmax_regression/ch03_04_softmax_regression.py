# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: nbgrader,tags
#     formats: ipynb,py:percent
#     notebook_metadata_filter: kernelspec,jupytext,-jupytext.text_representation.jupytext_version
#     text_representation:
#       extension: .py
#       format_name: percent
#       format_version: '1.3'
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 3.4 Softmax regression theory / softmax回归
#
# Linear regression answers *how much*. Most questions that one puts to a picture or a sentence are of the kind *which one*: cat, hen or dog? This section has the whole theory of the simplest model that answers them: how a class is written as numbers, how scores become probabilities, why the loss is what it is, and how good the best possible guess can be. Nothing is trained here. You write formulas as functions of a few lines, and check their values and slopes; sections 3.6 and 3.7 then train with them. About 75 minutes, 20 points.
#
# **You learn** to turn scores into probabilities, to derive the cross-entropy loss and its derivatives, and to count what a layer costs.
#
# **You need** sections 2.4 (calculus), 2.6 (probability) and 3.1 (linear regression on paper).
#
# **What you get back.** Each function is graded on its own, so a mistake in one of them costs you only that one; the checks in the notebook may call your other functions too. Run the check below each exercise before you go on; the graders look further, at other shapes, float64, batches of one, empty batches, and gradients. What they have you exponentiate stays within about 60 of zero: what becomes of the exponentials of very large scores, and the cure, is the subject of section 3.7 and not asked for here. An exercise that forbids some of torch's functions names them; all others are allowed.

# %%
import math

import matplotlib.pyplot as plt
import torch


# %% [markdown]
# ## Classes as vectors
#
# Number the classes, say cat 0, hen 1, dog 2. As a *label* the number is fine. As a *target* for a model it is not: it claims that a hen lies halfway between a cat and a dog. A **one-hot** vector claims nothing of the kind. It has one place for each class, a 1 in the place of its own class and 0 in the others, so all classes are equally far apart:
#
# $$y \in \{(1, 0, 0),\ (0, 1, 0),\ (0, 0, 1)\}.$$
#
# Read it as a probability distribution too: all of the probability is on one class.
#
# **Exercise (2 points).** Write `one_hot`. The number of classes is an argument, because a batch need not contain every class: three pictures of hens still get vectors of length 3. The result is float32, ready for arithmetic with predictions.

# %% nbgrader={"grade": false, "grade_id": "one_hot", "locked": false, "schema_version": 3, "solution": true, "task": false}
def one_hot(y, num_classes):
    """One row for each label, with a 1 in the column of its class and 0 elsewhere.

    Args:
        y: labels, int64 (n,), each from 0 to num_classes - 1; n may be 0.
        num_classes: number of classes, q.

    Returns:
        Indicator rows, float32 (n, q).
    """
    ### BEGIN SOLUTION
    return (y.reshape(-1, 1) == torch.arange(num_classes)).to(torch.float32)  # (n, 1) against (q,)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_one_hot", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
rows = one_hot(torch.tensor([2, 0, 2]), 4)
assert rows.shape == (3, 4), "one row for each label, one column for each class, also for classes that do not occur"
assert rows.sum() == 3 and rows[0, 2] == 1 and rows[1, 0] == 1 and rows[2, 2] == 1, "each row has its 1 in the column of its label"
assert rows.dtype == torch.float32, "the rows are float32"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## Scores, and softmax
#
# The model gives each class a score of its own, an affine function of the features. With four features and three classes,
#
# $$o_1 = x_1 w_{11} + x_2 w_{12} + x_3 w_{13} + x_4 w_{14} + b_1,$$
#
# and likewise $o_2$ and $o_3$ with weights and a bias of their own. (Formulas count from 1, code from 0: label 0 belongs to $o_1$.) The scores are called **logits**. For a minibatch, features are the rows of $\mathbf{X} \in \mathbb{R}^{n \times d}$; put the weights of each class into a *column* of $\mathbf{W} \in \mathbb{R}^{d \times q}$, and all logits come out of one product, $\mathbf{O} = \mathbf{X}\mathbf{W} + \mathbf{b}$, with the biases $\mathbf{b}$ (length $q$) added to every row by broadcasting.
#
# A logit can be any number, negative too. Probabilities must be positive and sum to 1. **Softmax** does both, for each example by itself: exponentiate, then divide by the sum over the classes,
#
# $$\hat{\mathbf{y}} = \mathrm{softmax}(\mathbf{o}), \qquad \hat y_j = \frac{\exp(o_j)}{\sum_{k} \exp(o_k)}.$$
#
# **On paper.** Take the logits $\mathbf{o} = (0,\ \ln 2,\ \ln 5)$. Their exponentials are $1, 2, 5$, with sum $8$, so $\hat{\mathbf{y}} = (\tfrac18,\ \tfrac14,\ \tfrac58)$. Add 10 to all three logits and each exponential grows by the factor $e^{10}$, the sum too, and $\hat{\mathbf{y}}$ stays. Keep these numbers: they come back in every part of this section.
#
# The largest logit gets the largest probability, $\operatorname{argmax}_j \hat y_j = \operatorname{argmax}_j o_j$, so to *decide* you need no softmax at all. The ratio of two probabilities, $\hat y_j / \hat y_k = \exp(o_j - o_k)$, depends on those two logits only, whatever other classes there are to choose from; that is what the theory of choice asked for when it introduced the formula. Whether "70 %" is right seven times in ten is another question. A model of which that is true is called *calibrated*, and softmax alone does not make it so.
#
# **Exercise (2 points).** Write `softmax_regression`, the whole model: from features to one row of probabilities for each example. Write softmax out with `exp`, a sum and a division; torch's own `softmax` and `log_softmax` are not to be called. The trap is in the sum: it runs over the classes of *one* example, and to divide a matrix $(n, q)$ by its row sums, they must have the shape $(n, 1)$. With $(n,)$ it fails, or, when $n = q$, divides by the sum of another row without a word.

# %% nbgrader={"grade": false, "grade_id": "softmax_regression", "locked": false, "schema_version": 3, "solution": true, "task": false}
def softmax_regression(X, W, b):
    """Predicted probabilities of each class. Written without torch's own softmax and log_softmax.

    Args:
        X: features, float (n, d).
        W: weights (d, q), a column for each class, in the dtype of X.
        b: biases (q,), in the dtype of X.

    Returns:
        Probabilities, float (n, q), in the dtype of X; each row sums to 1.
    """
    ### BEGIN SOLUTION
    O_exp = torch.exp(torch.matmul(X, W) + b)  # (n, q)
    return O_exp / O_exp.sum(1, keepdim=True)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_softmax_regression", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
W = torch.tensor([[0.0, math.log(2), math.log(5)]])
probabilities = softmax_regression(torch.tensor([[1.0], [0.0]]), W, torch.zeros(3))
assert probabilities.shape == (2, 3), "one row for each example, one column for each class"
assert torch.allclose(probabilities.sum(1), torch.ones(2)), "the probabilities of one example sum to 1: over which axis do you sum?"
assert torch.allclose(probabilities[0], torch.tensor([0.125, 0.25, 0.625])), "the example on paper gives 1/8, 1/4, 5/8"
assert torch.allclose(probabilities[1], torch.full((3,), 1 / 3)), "equal logits give equal probabilities"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# Look at a model with two features and three classes. Each point of the plane is one example; its colour mixes blue, orange and light grey in the proportion of the three probabilities. Where two colours meet, two logits are equal. Since a difference of logits is affine in $x_1, x_2$, these borders are straight lines: softmax bends, the decision does not, and the model counts among the *linear* ones. From left to right, all logits are multiplied by the same factor, the inverse of a *temperature*. The borders stay where they are, for the order of the logits does; only the certainty changes.

# %% tags=["demo"]
side = torch.linspace(-3, 3, 121)
x2, x1 = torch.meshgrid(side, side, indexing="ij")
grid = torch.stack([x1.flatten(), x2.flatten()], 1)  # (n, 2), every point of the plane an example
W = torch.tensor([[1.5, -1.2, 0.0], [0.6, 1.0, -1.5]])
b = torch.tensor([0.0, 0.3, 0.2])
palette = torch.tensor([[0.12, 0.47, 0.71], [1.0, 0.6, 0.2], [0.92, 0.92, 0.92]])  # a colour for each class
_, axes = plt.subplots(1, 3, figsize=(10, 3.4), layout="constrained", sharey=True)
for ax, factor in zip(axes, (0.3, 1, 5)):
    colours = softmax_regression(grid, factor * W, factor * b) @ palette
    ax.imshow(colours.reshape(121, 121, 3).clamp(0, 1).numpy(), origin="lower", extent=(-3, 3, -3, 3))
    ax.set(title=f"logits times {factor}", xlabel="$x_1$")
axes[0].set(ylabel="$x_2$")
plt.show()


# %% [markdown]
# ## What a dense layer costs
#
# In $\mathbf{O} = \mathbf{X}\mathbf{W} + \mathbf{b}$ every output looks at every input. Such a layer is called *dense* or *fully connected*, and the freedom has a price: $d$ inputs and $q$ outputs need $d\,q$ weights, and $q$ biases. For our classifier of pictures, $784 \cdot 10$ is nothing. For a layer in the middle of a large network, with $d = q = 1024$, it is more than a million numbers, all to be stored, multiplied and learned.
#
# One can buy less freedom for less. The idea: do not store $\mathbf{W}$, but *build* it from small pieces, and reuse each piece many times. The building rule is the **Kronecker product**. $\mathbf{A} \otimes \mathbf{S}$ is a matrix of blocks: it has the layout of $\mathbf{A}$, and in the place of each number $a_{jk}$ stands a whole copy of $\mathbf{S}$, multiplied by it. On paper:
#
# $$\begin{pmatrix} 1 & 2 \\ 0 & -1 \end{pmatrix} \otimes \begin{pmatrix} 3 & 4 & 5 \end{pmatrix} = \begin{pmatrix} 1 \cdot (3\ \ 4\ \ 5) & 2 \cdot (3\ \ 4\ \ 5) \\ 0 \cdot (3\ \ 4\ \ 5) & -1 \cdot (3\ \ 4\ \ 5) \end{pmatrix} = \begin{pmatrix} 3 & 4 & 5 & 6 & 8 & 10 \\ 0 & 0 & 0 & -3 & -4 & -5 \end{pmatrix}.$$
#
# Twelve numbers out of seven. A single product is too rigid, for all blocks have the same pattern, so take a sum of $n$ of them, where $n$ is a number you choose that divides both $d$ and $q$:
#
# $$\mathbf{W} = \sum_{i=1}^{n} \mathbf{A}_i \otimes \mathbf{S}_i, \qquad \mathbf{A}_i \in \mathbb{R}^{n \times n}, \quad \mathbf{S}_i \in \mathbb{R}^{\frac{d}{n} \times \frac{q}{n}}.$$
#
# Check the size: $n \times n$ blocks of $\frac dn \times \frac qn$ make $d \times q$.
#
# **Exercise (2 points).** Write `kron_weight`, which builds $\mathbf{W}$. The $\mathbf{A}_i$ are stacked along the first axis of `A`, the $\mathbf{S}_i$ along that of `S`. The pieces are what would be learned, so gradients must flow back to them.

# %% nbgrader={"grade": false, "grade_id": "kron_weight", "locked": false, "schema_version": 3, "solution": true, "task": false}
def kron_weight(A, S):
    """Weight matrix of a layer, the sum over i of the Kronecker products of A[i] and S[i].

    Args:
        A: float (n, n, n), n matrices (n, n).
        S: float (n, d/n, q/n), n matrices of the size of a block.

    Returns:
        Weights, float (d, q); differentiable in A and S.
    """
    ### BEGIN SOLUTION
    n, rows, columns = S.shape
    blocks = torch.einsum("ijk,iuv->jukv", A, S)  # block (j, k) is the sum of A[i, j, k] * S[i]
    return blocks.reshape(n * rows, n * columns)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_kron_weight", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
A = torch.tensor([[[1.0, 2.0], [0.0, -1.0]], [[0.0, 0.0], [10.0, 0.0]]])
S = torch.tensor([[[3.0, 4.0, 5.0]], [[1.0, 1.0, 1.0]]])
weights = kron_weight(A, S)
assert weights.shape == (2, 6), "2 x 2 blocks of size 1 x 3 make a matrix of shape (2, 6)"
assert torch.equal(weights[0], torch.tensor([3.0, 4.0, 5.0, 6.0, 8.0, 10.0])), "the first row is that of the product on paper"
assert torch.equal(weights[1, :3], torch.full((3,), 10.0)), "the second product adds its block in the lower left corner"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# Now count. There are $n$ matrices $\mathbf{A}_i$ of $n^2$ numbers each, and $n$ matrices $\mathbf{S}_i$ of $\frac{d}{n} \cdot \frac{q}{n}$ numbers each. Together that is
#
# $$n \cdot n^2 + n \cdot \frac{d\,q}{n^2} = n^3 + \frac{d\,q}{n}.$$
#
# While $n$ is small, the second term rules, and the layer costs about an $n$-th of the dense one. On paper with $d = 6$, $q = 4$, $n = 2$: the dense layer has $24$ weights, this one $8 + 12 = 20$. With $d = q = 1024$ it is the difference that counts: $1\,048\,576$ against, for $n = 8$, $131\,584$.
#
# **Exercise (2 points).** Write `dense_cost`, the number of trainable numbers of a layer. `n=1` stands for the ordinary dense layer: its weight matrix is stored as it is, and there is no $\mathbf{A}$ to count. `n` above 1 stands for the form above. With `bias=True` the biases are counted too: how many has a layer with $q$ outputs, and does that depend on $n$? If $n$ does not divide both $d$ and $q$, there is no such layer: raise a `ValueError`. The result is a whole number, exact however large the layer, so divide with `//`.

# %% nbgrader={"grade": false, "grade_id": "dense_cost", "locked": false, "schema_version": 3, "solution": true, "task": false}
def dense_cost(d, q, n=1, bias=True):
    """Number of trainable numbers of a layer from d inputs to q outputs.

    Args:
        d: number of inputs, a positive int.
        q: number of outputs, a positive int.
        n: 1 for the ordinary dense layer, which has no A; above 1, the number of Kronecker products that make its weights.
        bias: whether the layer has biases.

    Returns:
        The count, int.

    Raises:
        ValueError: n does not divide d, or does not divide q.
    """
    ### BEGIN SOLUTION
    if d % n or q % n:
        raise ValueError(f"n = {n} must divide d = {d} and q = {q}")
    mixing = n**3 if n > 1 else 0
    return mixing + d * q // n + (q if bias else 0)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_dense_cost", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
assert dense_cost(784, 10, bias=False) == 7840, "a dense layer has d * q weights"
assert dense_cost(6, 4, n=2, bias=False) == 20, "the layer on paper has 8 + 12 = 20 weights"
assert dense_cost(6, 4, n=2) > dense_cost(6, 4, n=2, bias=False), "biases count, if there are any"
assert type(dense_cost(6, 4, n=2)) is int, "a count is an int"
try:
    dense_cost(6, 4, n=3)
except ValueError:
    pass
else:
    raise AssertionError("3 does not divide 4: dense_cost should raise a ValueError")
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# How far does it go? For $d = q = 1024$ the cost first halves with each doubling of $n$. Then the matrices $\mathbf{A}_i$, of no weight at first, take over, and the cost rises again. Fewer numbers also mean fewer matrices that the layer can express; whether that hurts is a matter of the task.

# %% tags=["demo"]
sizes = [1, 2, 4, 8, 16, 32, 64]
costs = [dense_cost(1024, 1024, n) for n in sizes]
_, ax = plt.subplots(figsize=(6.5, 3.4), layout="constrained")
bars = ax.bar([str(n) for n in sizes], costs, color=["black"] + ["tab:blue"] * 6)
ax.bar_label(bars, [f"{cost:,}" for cost in costs], fontsize=8)
ax.set(xlabel="n  (1: the dense layer)", ylabel="trainable numbers", yscale="log", ylim=(2e4, 3e6))
ax.set_title("1024 inputs, 1024 outputs, with biases", fontsize=10)
plt.show()


# %% [markdown]
# ## The loss
#
# How good are predicted probabilities? Ask how probable they make what was observed. If the examples are independent, given their features, the probability of all labels is a product, and its negative logarithm a sum:
#
# $$-\log P(\mathbf{Y} \mid \mathbf{X}) = -\log \prod_{i=1}^n P(\mathbf{y}^{(i)} \mid \mathbf{x}^{(i)}) = \sum_{i=1}^n l(\mathbf{y}^{(i)}, \hat{\mathbf{y}}^{(i)}), \qquad l(\mathbf{y}, \hat{\mathbf{y}}) = -\sum_{j=1}^q y_j \log \hat y_j.$$
#
# With a one-hot $\mathbf{y}$ only one term of the sum is not zero: the **cross-entropy loss** of an example is minus the logarithm of the probability that its own class was given. It is zero for a sure and right prediction, and grows without limit as that probability goes to zero. This is the same road, maximum likelihood, that led from normal noise to the squared loss in 3.1.
#
# Now put softmax in, and use $\sum_j y_j = 1$:
#
# $$l(\mathbf{y}, \hat{\mathbf{y}}) = -\sum_{j=1}^q y_j \log \frac{\exp(o_j)}{\sum_{k} \exp(o_k)} = \log \sum_{k=1}^q \exp(o_k) - \sum_{j=1}^q y_j o_j.$$
#
# For a one-hot $\mathbf{y}$ the last sum is nothing but the logit of the label. On paper, with $\mathbf{o} = (0, \ln 2, \ln 5)$: the first term is $\ln 8$. The loss is $\ln 8 \approx 2.08$ if the label is class 0, $\ln 8 - \ln 2 = \ln 4 \approx 1.39$ for class 1, and $\ln 8 - \ln 5 = \ln 1.6 \approx 0.47$ for class 2.
#
# **Exercise (3 points).** Write `cross_entropy_from_logits`: one loss for each row of `O`, neither summed nor averaged. Labels are class numbers. To take one entry from each row, index with two lists of equal length: `O[[0, 1], [2, 0]]` is `O[0, 2]` and `O[1, 0]`, whereas `O[:, y]` would be every row with every label. Use the pieces (`exp`, `log`, sums, `logsumexp`, softmax if you like), but not torch's own `cross_entropy` or `nll_loss`.

# %% nbgrader={"grade": false, "grade_id": "cross_entropy_from_logits", "locked": false, "schema_version": 3, "solution": true, "task": false}
def cross_entropy_from_logits(O, y):
    """Cross-entropy loss of each example. Written without torch's own cross_entropy and nll_loss.

    Args:
        O: logits, float (n, q).
        y: labels, int64 (n,), each from 0 to q - 1.

    Returns:
        Losses in nats (natural logarithm), float (n,), in the dtype of O; differentiable in O.
    """
    ### BEGIN SOLUTION
    return torch.logsumexp(O, dim=1) - O[range(len(O)), y]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_cross_entropy_from_logits", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
O = torch.tensor([1.0, 2.0, 5.0]).log().repeat(2, 1)
losses = cross_entropy_from_logits(O, torch.tensor([0, 2]))
assert losses.shape == (2,), "one loss for each example, neither summed nor averaged"
assert torch.allclose(losses.exp(), torch.tensor([8.0, 1.6])), "the losses on paper are ln 8 for class 0 and ln 1.6 for class 2"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## Its gradient
#
# Differentiate $l = \log \sum_k \exp(o_k) - \sum_j y_j o_j$ in one logit. The derivative of the first term is the exponential over the sum, which is softmax again:
#
# $$\partial_{o_j} l(\mathbf{y}, \hat{\mathbf{y}}) = \frac{\exp(o_j)}{\sum_{k} \exp(o_k)} - y_j = \mathrm{softmax}(\mathbf{o})_j - y_j.$$
#
# Prediction minus observation, as for the squared loss. This is no accident: softmax and this loss belong together as the identity and the squared loss do, and a whole family of models, the exponential family, has such pairs. On paper, with label 1, the second class: $(\tfrac18,\ \tfrac14 - 1,\ \tfrac58) = (\tfrac18,\ -\tfrac34,\ \tfrac58)$. A step *against* the gradient raises the logit of that class and lowers the others, the one that was most wrong the most. The entries sum to zero.
#
# In the derivation $\mathbf{y}$ need not be one-hot. If three people call a picture a cat and one calls it a dog, $\mathbf{y} = (\tfrac34, 0, \tfrac14)$ is a sound target: a *soft label*. All we used is that it sums to 1.
#
# **Exercise (3 points).** Write `softmax_ce_grad`: for each example, the gradient of *its own* loss in *its own* logits, one row each. There is no average over the batch.

# %% nbgrader={"grade": false, "grade_id": "softmax_ce_grad", "locked": false, "schema_version": 3, "solution": true, "task": false}
def softmax_ce_grad(O, Y):
    """Gradient of each example's cross-entropy loss in its logits.

    Args:
        O: logits, float (n, q).
        Y: targets, float (n, q), one-hot or soft labels; each row sums to 1.

    Returns:
        Gradients, float (n, q), in the dtype of O.
    """
    ### BEGIN SOLUTION
    return torch.softmax(O, dim=1) - Y
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_softmax_ce_grad", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
O = torch.tensor([1.0, 2.0, 5.0]).log().repeat(2, 1)
gradients = softmax_ce_grad(O, torch.tensor([[0.0, 1.0, 0.0], [0.125, 0.25, 0.625]]))
assert gradients.shape == (2, 3), "one gradient for each example, as long as its row of logits"
assert torch.allclose(gradients[0], torch.tensor([0.125, -0.75, 0.625])), "the gradient on paper is 1/8, -3/4, 5/8, and nothing is divided by the number of examples"
assert torch.allclose(gradients[1], torch.zeros(3), atol=1e-6), "a target that equals the prediction leaves nothing to correct"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# The loss as a landscape, drawn with your two functions: three classes, the third logit fixed at zero, and level lines over the first two. Arrows point downhill, against the gradient, and their length is its size. On the left the target is the first class. The arrows lead to the right and down, and grow short but never vanish: more certainty always pays a little, so the smallest loss lies at infinity. On the right a soft label, $(\tfrac12, \tfrac14, \tfrac14)$. Now there is a lowest point, marked by a cross, where softmax equals the target.

# %% tags=["demo"]
side = torch.linspace(-4, 4, 81)
second, first = torch.meshgrid(side, side, indexing="ij")
plane = torch.stack([first, second, torch.zeros_like(first)], 2)  # (81, 81, 3)
_, axes = plt.subplots(1, 2, figsize=(9, 4), layout="constrained", sharey=True)
for ax, target in zip(axes, ([1.0, 0.0, 0.0], [0.5, 0.25, 0.25])):
    loss = sum(p * cross_entropy_from_logits(plane.reshape(-1, 3), torch.full((81 * 81,), j)) for j, p in enumerate(target))
    lines = ax.contour(first, second, loss.reshape(81, 81), levels=[0.1, 0.3, 0.6, 1.1, 1.5, 2, 3, 4, 5], colors="grey", linewidths=0.8)
    ax.clabel(lines, fontsize=7)
    some = plane[8:-1:13, 8:-1:13].reshape(-1, 3)
    down = -softmax_ce_grad(some, torch.tensor([target]).repeat(len(some), 1))
    ax.quiver(some[:, 0], some[:, 1], down[:, 0], down[:, 1], color="tab:blue", scale=8)
    ax.set(xlabel="first logit", title=f"target {tuple(target)}", aspect="equal")
axes[0].set(ylabel="second logit")
axes[1].plot(math.log(2), 0, "x", color="black", markersize=9)
plt.show()


# %% [markdown]
# ## Its curvature
#
# The second derivatives say how fast the gradient itself changes. The label drops out, for $y_j$ is a constant; what remains is the derivative of softmax:
#
# $$H_{jk} = \frac{\partial^2 l}{\partial o_j\, \partial o_k} = \frac{\partial \hat y_j}{\partial o_k}.$$
#
# Two roads lead to the matrix. One is the quotient rule, in two cases, $j = k$ and $j \ne k$. The other goes through probability: draw a class at random with the probabilities $\hat{\mathbf{y}}$ and write it as a one-hot vector $\mathbf{z}$. Then $\mathbf{H}$ is the covariance matrix of $\mathbf{z}$,
#
# $$\mathbf{H} = E[\mathbf{z}\mathbf{z}^\top] - E[\mathbf{z}]\,E[\mathbf{z}]^\top.$$
#
# What is $E[\mathbf{z}]$? And which entries of $\mathbf{z}\mathbf{z}^\top$ can be anything but zero, when only one entry of $\mathbf{z}$ is? On paper, for $\hat{\mathbf{y}} = (\tfrac18, \tfrac14, \tfrac58)$, check your answer against
#
# $$\mathbf{H} = \frac{1}{64} \begin{pmatrix} 7 & -2 & -5 \\ -2 & 12 & -10 \\ -5 & -10 & 15 \end{pmatrix}.$$
#
# It is symmetric, and its rows sum to zero: a common shift of all logits changes nothing. A covariance matrix has no negative eigenvalue, so the loss is convex in the logits, and there is no local minimum to be caught in. On the diagonal stands the variance of a coin. It is largest for a probability of one half and vanishes for a sure prediction, right or wrong.
#
# **Exercise (2 points).** Write `softmax_hessian` for the logits of a single example.

# %% nbgrader={"grade": false, "grade_id": "softmax_hessian", "locked": false, "schema_version": 3, "solution": true, "task": false}
def softmax_hessian(o):
    """Second derivatives of the cross-entropy loss in the logits of one example; they do not depend on the label.

    Args:
        o: logits, float (q,).

    Returns:
        Hessian matrix, float (q, q), in the dtype of o.
    """
    ### BEGIN SOLUTION
    p = torch.softmax(o, dim=0)
    return torch.diag(p) - torch.outer(p, p)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_softmax_hessian", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
H = softmax_hessian(torch.tensor([1.0, 2.0, 5.0]).log())
assert H.shape == (3, 3), "a row and a column for each logit"
assert torch.allclose(H.sum(1), torch.zeros(3), atol=1e-6), "each row of the Hessian sums to zero"
assert torch.allclose(64 * H[1], torch.tensor([-2.0, 12.0, -10.0]), atol=1e-4), "the middle row of the example on paper is (-2, 12, -10) / 64"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## The soft maximum
#
# What *is* the term $\log \sum_k \exp(o_k)$, of which softmax is the gradient? Compare it with the largest logit, $m = \max_k o_k$. The sum has $q$ terms, the largest is $\exp(m)$, and all are positive, so $\exp(m) \le \sum_k \exp(o_k) \le q \exp(m)$. Take logarithms:
#
# $$m \;\le\; \log \sum_{k=1}^q \exp(o_k) \;\le\; m + \log q.$$
#
# It is a maximum with its corners rounded, and it would have deserved the name softmax more than the operation that has it. (That one is a soft *argmax*.) So the loss $\log \sum_k \exp(o_k) - o_y$ asks, softly, how far the logit of the label is below the largest one.
#
# How round the corners are is set by a positive number $\lambda$. For $k$ numbers $a_j$,
#
# $$\operatorname{RealSoftMax}_\lambda(\mathbf{a}) = \frac1\lambda \log \sum_{j=1}^{k} \exp(\lambda\, a_j).$$
#
# The same argument bounds it by $m$ and $m + \frac{1}{\lambda} \log k$, so it tends to the maximum for large $\lambda$. On paper: $k$ equal numbers $a$ give $a + \frac1\lambda \ln k$, the upper bound itself. And $\mathbf{a} = (0, \ln 2, \ln 5)$ with $\lambda = 2$ gives $\tfrac12 \ln(1 + 4 + 25) = \tfrac12 \ln 30 \approx 1.70$, while the maximum is $\ln 5 \approx 1.61$.
#
# **Exercise (2 points).** Write `real_softmax` along the last axis, whatever axes there are before it. It turns a vector into a single number, and a matrix into one number for each row.

# %% nbgrader={"grade": false, "grade_id": "real_softmax", "locked": false, "schema_version": 3, "solution": true, "task": false}
def real_softmax(a, lam=1.0):
    """Smooth maximum along the last axis, (1 / lam) log sum exp(lam a).

    Args:
        a: float (..., k), k at least 1.
        lam: sharpness, a positive number; the larger, the closer to the maximum.

    Returns:
        Soft maxima, float (...), in the dtype of a; differentiable in a.
    """
    ### BEGIN SOLUTION
    return torch.logsumexp(lam * a, dim=-1) / lam
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_real_softmax", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
a = torch.tensor([1.0, 2.0, 5.0]).log()
assert torch.allclose(real_softmax(a), torch.tensor(math.log(8))), "with lam = 1, the example gives ln 8"
assert torch.allclose(real_softmax(a, 2.0), torch.tensor(math.log(30) / 2)), "with lam = 2, the example gives (ln 30) / 2"
assert real_softmax(torch.zeros(4, 2, 3)).shape == (4, 2), "the last axis goes, the others stay"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# The soft maximum of $a$ and $0$, with its slope in $a$. The limit has a corner at zero and a slope that jumps there. The slope of the soft one, the first entry of $\mathrm{softmax}(\lambda a, 0)$, passes smoothly from 0 to 1 along the *logistic* curve.

# %% tags=["demo"]
a = torch.linspace(-3, 3, 301, requires_grad=True)
pairs = torch.stack([a, torch.zeros_like(a)], 1)  # (301, 2)
_, (left, right) = plt.subplots(1, 2, figsize=(9, 3.4), layout="constrained")
for lam in (0.5, 1, 2, 8):
    value = real_softmax(pairs, lam)
    (slope,) = torch.autograd.grad(value.sum(), a, retain_graph=True)
    left.plot(a.detach(), value.detach(), label=rf"$\lambda = {lam}$")
    right.plot(a.detach(), slope)
left.plot(a.detach(), a.detach().clamp(min=0), color="black", linestyle=":", label="max(a, 0)")
left.set(xlabel="a", ylabel="soft maximum of a and 0")
left.legend()
right.set(xlabel="a", ylabel="its slope")
plt.show()


# %% [markdown]
# ## Information
#
# How much does a message tell you? Learning what you were sure of tells nothing; learning that a rare thing has happened tells much. Measure the *surprise* at an event of probability $P(j)$ by $-\log P(j)$: zero for a sure event, growing as it gets rarer, and for two independent events the surprises add up. The loss above is a surprise: the model's, at the true label.
#
# The surprise to be expected is the **entropy** of the distribution:
#
# $$H[P] = \sum_j -P(j) \log P(j).$$
#
# With the natural logarithm it is measured in *nats*, with the logarithm of base 2 in *bits*. To change the base, divide: $\log_2 x = \ln x / \ln 2$. An event of probability zero never surprises anyone, and $-p \log p \to 0$ as $p \to 0$, so $0 \log 0$ counts as $0$. A computer sees $0 \cdot (-\infty)$ there and answers `nan`. Handle the zeros; adding a little something to every $p$ would only hide them and falsify the rest.
#
# On paper: $P = (\tfrac12, \tfrac14, \tfrac18, \tfrac18)$ has surprises of $1, 2, 3, 3$ bits, and an entropy of $\tfrac12 + \tfrac24 + \tfrac38 + \tfrac38 = 1.75$ bits. It is also what the best code needs on average: write the four events as `0`, `10`, `110`, `111`, and a long message takes 1.75 binary digits for each event, where a code of fixed length takes 2.
#
# **Exercise (2 points).** Write `entropy` along the last axis, for any base.

# %% nbgrader={"grade": false, "grade_id": "entropy", "locked": false, "schema_version": 3, "solution": true, "task": false}
def entropy(p, base=math.e):
    """Shannon entropy along the last axis, with 0 log 0 = 0.

    Args:
        p: probabilities, float (..., k), each at least 0; they sum to 1 along the last axis.
        base: base of the logarithm, a number above 1; e gives nats and 2 gives bits.

    Returns:
        Entropies, float (...), in the dtype of p; differentiable where all probabilities are positive.
    """
    ### BEGIN SOLUTION
    return -torch.xlogy(p, p).sum(-1) / math.log(base)  # xlogy(0, 0) is 0
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_entropy", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
p = torch.tensor([[0.5, 0.25, 0.125, 0.125], [0.0, 1.0, 0.0, 0.0]])
bits = entropy(p, 2)
assert bits.shape == (2,), "one entropy for each distribution"
assert not bits.isnan().any(), "a probability of zero counts as 0 log 0 = 0, not as nan"
assert torch.allclose(bits, torch.tensor([1.75, 0.0]), atol=1e-6), "the distribution on paper has 1.75 bits, a sure event has none"
assert torch.allclose(entropy(p)[0], torch.tensor(1.75 * math.log(2))), "without a base, the logarithm is the natural one"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# On the left, the entropy of a coin: one bit when it is fair, nothing when the outcome is sure. On the right, a coin that shows heads three times in four, and somebody who believes that heads has the probability $q$. Her average surprise is the **cross-entropy** $H(P, Q) = -\sum_j P(j) \log Q(j)$, the average of our loss. It is smallest when she believes the truth, and then it is the entropy of the coin (the dotted line). What she pays above that line for a wrong belief is the *Kullback-Leibler divergence* of $Q$ from $P$. So a loss that does not go to zero need not be the model's fault: below the entropy of the labels themselves no model can get, on average.

# %% tags=["demo"]
q = torch.linspace(0.005, 0.995, 199)
_, (left, right) = plt.subplots(1, 2, figsize=(9, 3.4), layout="constrained")
left.plot(q, entropy(torch.stack([q, 1 - q], 1), 2))
left.set(xlabel="probability of heads", ylabel="entropy in bits")
right.plot(q, -(0.75 * q.log2() + 0.25 * (1 - q).log2()))
right.axhline(float(entropy(torch.tensor([0.75, 0.25]), 2)), linestyle=":", color="black")
right.axvline(0.75, linewidth=0.6, color="grey")
right.set(xlabel="believed probability of heads, q", ylabel="cross-entropy in bits", ylim=(0, 3))
plt.show()

# %% [markdown]
# ## Everything at once
#
# Your functions on three random examples. The slopes that autograd finds for the loss should be those of your formula, the Hessian those of your gradient, and the cross-entropy of a prediction with itself as a soft label is its entropy. All three differences should be zero but for rounding.

# %% tags=["demo"]
torch.manual_seed(0)
O, y = torch.randn(3, 4, requires_grad=True), torch.tensor([3, 0, 1])
cross_entropy_from_logits(O, y).sum().backward()
O, slopes = O.detach(), O.grad
Y_hat = softmax_regression(O, torch.eye(4), torch.zeros(4))
print("gradient:", float((slopes - softmax_ce_grad(O, one_hot(y, 4))).abs().max()))
jacobian = torch.autograd.functional.jacobian(lambda o: softmax_ce_grad(o.reshape(1, 4), one_hot(y[:1], 4))[0], O[0])
print("Hessian: ", float((jacobian - softmax_hessian(O[0])).abs().max()))
print("entropy: ", float((real_softmax(O) - (Y_hat * O).sum(1) - entropy(Y_hat)).abs().max()))

# %% [markdown]
# ## Look back
#
# * A class is a one-hot vector, a prediction a vector of probabilities; softmax makes one from any logits.
# * The loss is the surprise at the true label, $\log \sum_k \exp(o_k) - o_y$; its gradient is prediction minus label.
# * Its Hessian is a covariance matrix, so it is convex in the logits.
# * A dense layer costs $d\,q$ weights; a sum of $n$ Kronecker products costs about an $n$-th of that, and can express less.
# * No model has an average loss below the entropy of the labels. To *evaluate* a classifier we will also use its *accuracy*, the share of examples whose largest logit is that of the label. It is what one wants, but it has no useful gradient, so it cannot be the loss.
#
# Try: what does `real_softmax` do with `lam=-1`? With `lam=200` on the numbers 1 and 2, written with `exp` and `log` in float32: why does it answer `inf`, and could the same happen to a loss? (Section 3.7.) A thousand classes at random: what is the loss of a model that knows nothing?
#
# Next: [3.5 The image dataset](../ch03_05_image_classification_dataset/ch03_05_image_classification_dataset.ipynb), which reads the pictures of clothes that the classifier will be trained on.
