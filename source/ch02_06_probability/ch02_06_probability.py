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
# # 2.6 Probability / 概率
#
# A model that has learned from examples never knows; it holds some answers to be more likely than others. Probability is the arithmetic of that: how to draw from a distribution, how to find a distribution in draws, and how to change one's mind by the right amount when something new is seen. The softmax, the cross-entropy, dropout and half of the rest of this course are sentences in this language. About 70 minutes, 20 points.
#
# **You learn** to draw from a distribution and estimate one, to read a joint table, to update beliefs by Bayes' theorem, and to compute moments.
#
# **You need** sections 2.1 (tensors) and 2.3 (linear algebra: sums along an axis, and their `keepdim`).
#
# | notion | function | question it answers |
# |---|---|---|
# | sampling | `sample_counts` | what comes out of $n$ draws? |
# | frequencies | `running_estimates` | what do the draws so far say about the distribution? |
# | joint distribution | `marginal_conditional` | what of one variable alone, and what if the other is known? |
# | Bayes' theorem | `bayes` | what to believe after an observation? |
# | conditional independence | `is_cond_independent` | once C is known, does B still say anything about A? |
# | many observations | `sequential_bayes` | what to believe after all of them? |
# | expectation, variance | `expectation_variance` | where is a random variable, and how far does it stray? |
#
# **What you get back.** Each function is graded on its own, so a mistake in one of them costs you only that one; the checks in the notebook may call your other functions too. Run the check below each exercise before you go on; the graders look further, at other sizes, types and extreme values, and judge random results by statistics that a right solution fails less than once in a million gradings.

# %%
import matplotlib.pyplot as plt
import torch
from torch.distributions import multinomial


# %% [markdown]
# ## Drawing
#
# A *random variable* $X$ takes one of several values; its *distribution* says how likely each of them is. For a variable with $k$ values it is a vector $\mathbf{p}$ with
#
# $$p_i = P(X = i) \ge 0, \qquad \sum_{i=1}^{k} p_i = 1.$$
#
# A fair die is $k = 6$ and $p_i = 1/6$, `fair_probs = torch.ones([6]) / 6`. Drawing a value according to $\mathbf{p}$ is *sampling*. Draw $n$ times, each draw independent of the others, and count how often each value came: the vector of counts follows the *multinomial distribution*.
#
# Ten throws of a fair die may give the counts $(2, 1, 1, 3, 0, 3)$. They sum to 10 and are whole numbers. They are not $10/6$ each, and the next ten throws give others: counts scatter about $n p_i$, with a standard deviation of $\sqrt{n p_i (1 - p_i)}$.
#
# **Exercise (3 points).** Write `sample_counts`. There are several honest ways: the class `multinomial.Multinomial`, which is imported above (ask `help` what it is made from and which method draws); `torch.multinomial`, which draws *indices* that are still to be counted; or uniform random numbers and the cumulative sums of $\mathbf{p}$. Mind that
#
# * the result has $k$ entries even if the last values never came;
# * a value of probability zero never comes;
# * no seed is set in the function: each call is to give new counts.

# %% nbgrader={"grade": false, "grade_id": "sample_counts", "locked": false, "schema_version": 3, "solution": true, "task": false}
def sample_counts(probs, n):
    """Counts of n independent draws from a discrete distribution.

    Args:
        probs: probabilities, float (k,); they sum to 1.
        n: number of draws, at least 1.

    Returns:
        How often each value came, float or integer (k,); the counts sum to n.
    """
    ### BEGIN SOLUTION
    return multinomial.Multinomial(n, probs).sample()
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_sample_counts", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
fair_probs = torch.ones([6]) / 6
counts = sample_counts(fair_probs, 60)
assert counts.shape == (6,), "there is one count for each value of the distribution"
assert counts.sum() == 60, "60 draws give counts that sum to 60"
counts = sample_counts(torch.tensor([0.0, 1.0, 0.0]), 5)
assert counts.shape == (3,), "a value that never came has its count too, also the last one: 0"
assert counts.tolist() == [0, 5, 0], "only values that can happen are drawn"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## Learning a distribution from draws
#
# Now the other direction: the draws are there, and $\mathbf{p}$ is to be found. The natural estimate is the relative frequency, the count divided by the number of draws. The *law of large numbers* says that it gets there as draws pile up.
#
# Take three groups of draws from a variable with two values, of different sizes:
#
# | group | counts | counts so far | draws so far | estimate |
# |---|---|---|---|---|
# | 1 | 1, 3 | 1, 3 | 4 | 0.25, 0.75 |
# | 2 | 2, 0 | 3, 3 | 6 | 0.50, 0.50 |
# | 3 | 6, 8 | 9, 11 | 20 | 0.45, 0.55 |
#
# The second row is not the frequency within the second group, which would be $(1, 0)$, nor the average of the groups' frequencies, which would let two draws weigh as much as four.
#
# **Exercise (2 points).** Write `running_estimates`: row $i$ of the result is the relative frequency of each value in groups $0$ to $i$ together. Groups may have different sizes; one of the later ones may be empty. Counts may be integers; the estimates are floats.

# %% nbgrader={"grade": false, "grade_id": "running_estimates", "locked": false, "schema_version": 3, "solution": true, "task": false}
def running_estimates(counts):
    """Relative frequencies after each group of draws, over all draws so far.

    Args:
        counts: how often each value came in each group, float or integer (m, k); the first group is not empty.

    Returns:
        Estimated probabilities, float (m, k); each row sums to 1. The counts are left as they are.
    """
    ### BEGIN SOLUTION
    totals = counts.cumsum(0)
    return totals / totals.sum(1, keepdim=True)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_running_estimates", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
estimates = running_estimates(torch.tensor([[1, 3], [2, 0], [6, 8]]))
assert estimates.shape == (3, 2), "there is one row of estimates for each group"
assert torch.allclose(estimates.sum(1).float(), torch.ones(3)), "each row of estimates sums to 1"
assert torch.allclose(estimates[1].float(), torch.tensor([0.5, 0.5])), "the second row counts the draws of both groups"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# Look at it happen, with a die that is loaded in favour of the six. On the left, the estimates after each of 500 groups of ten throws, with the true probabilities dotted. On the right, the largest of the six errors on logarithmic axes. It falls about as fast as the dashed line, $1/\sqrt{n}$: for one more correct digit you need a hundred times as many throws.

# %% tags=["demo"]
torch.manual_seed(0)
loaded_probs = torch.tensor([0.10, 0.13, 0.13, 0.17, 0.17, 0.30])
counts = torch.stack([sample_counts(loaded_probs, 10) for _ in range(500)])
estimates = running_estimates(counts)
throws = torch.arange(10, 5001, 10)

_, (left, right) = plt.subplots(1, 2, figsize=(10, 3.6), layout="constrained")
for face in range(6):
    (line,) = left.plot(throws, estimates[:, face], linewidth=1, label=f"P(die = {face + 1})")
    left.axhline(loaded_probs[face], linestyle=":", color=line.get_color())
left.set(xlabel="throws", ylabel="estimated probability", ylim=(0, 0.45))
left.legend(fontsize="small", ncols=2)
right.loglog(throws, (estimates - loaded_probs).abs().amax(1))
right.loglog(throws, throws**-0.5, linestyle="--", color="black", label=r"$1/\sqrt{n}$")
right.set(xlabel="throws", ylabel="largest error")
right.legend()
plt.show()


# %% [markdown]
# ## Several random variables
#
# Two variables $A$ and $B$ have a *joint distribution* $P(A = a, B = b)$: a table of probabilities that sum to 1. Somebody has counted on 100 mornings whether the bus was on time ($A$) in which weather ($B$):
#
# | $P(A, B)$ | dry | rain | snow | $P(A)$ |
# |---|---|---|---|---|
# | on time | 0.54 | 0.18 | 0.03 | **0.75** |
# | late | 0.06 | 0.12 | 0.07 | **0.25** |
# | $P(B)$ | **0.60** | **0.30** | **0.10** | 1 |
#
# The margins of the table hold the *marginal distributions*. To find that of $A$, sum over everything that $B$ can be, which is called *marginalisation*; and the same with the roles exchanged:
#
# $$P(A = a) = \sum_b P(A = a, B = b), \qquad P(B = b) = \sum_a P(A = a, B = b).$$
#
# The *conditional distribution* answers a question about $A$ when $B$ is known: keep the column of $b$ only, and scale it so that it sums to 1.
#
# $$P(A = a \mid B = b) = \frac{P(A = a, B = b)}{P(B = b)}.$$
#
# | $P(A \mid B)$ | dry | rain | snow |
# |---|---|---|---|
# | on time | 0.9 | 0.6 | 0.3 |
# | late | 0.1 | 0.4 | 0.7 |
#
# Each *column* sums to 1, since each is a distribution of $A$. The rows do not, and need not.
#
# **Exercise (3 points).** Write `marginal_conditional`, for a joint table with a row for each value of $A$ and a column for each value of $B$. A value of $B$ may have probability zero. Then the fraction is $0/0$, nothing can be said about $A$, and the column of the conditional is to be zeros, not `nan`. A value that is merely very rare, say $P(B = b) = 10^{-12}$, has a conditional distribution like any other.

# %% nbgrader={"grade": false, "grade_id": "marginal_conditional", "locked": false, "schema_version": 3, "solution": true, "task": false}
def marginal_conditional(joint):
    """Both marginal distributions of a joint table, and the conditional P(A | B).

    Args:
        joint: P(A, B), float (a, b): rows for the values of A, columns for those of B.

    Returns:
        P(A), float (a,); P(B), float (b,); and P(A | B), float (a, b), in which the column of a value of B with
        probability zero is zeros. The joint table is left as it is.
    """
    ### BEGIN SOLUTION
    p_a, p_b = joint.sum(1), joint.sum(0)
    return p_a, p_b, torch.where(p_b > 0, joint / p_b, 0.0)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_marginal_conditional", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
p_a, p_b, a_given_b = marginal_conditional(torch.tensor([[0.1, 0.2, 0.0], [0.3, 0.4, 0.0]]))
assert p_a.shape == (2,) and p_b.shape == (3,), "P(A) has one entry for each row of the table, P(B) one for each column"
assert torch.allclose(p_a, torch.tensor([0.3, 0.7])), "P(A) sums the table over B"
assert torch.allclose(a_given_b[:, 0], torch.tensor([0.25, 0.75])), "the first column is the distribution of A if B is 0"
assert (a_given_b[:, 2] == 0).all(), "a value of B with probability zero gets a column of zeros"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# The bus table and its conditional as heat maps. In the joint table dry and on time is the darkest cell, because most mornings are dry. In the conditional every column has the same weight, and what the weather does to the bus comes out.

# %% tags=["demo"]
bus = torch.tensor([[0.54, 0.18, 0.03], [0.06, 0.12, 0.07]])
p_bus, p_weather, bus_given_weather = marginal_conditional(bus)
print("P(bus):    ", p_bus)
print("P(weather):", p_weather)

_, axes = plt.subplots(1, 2, figsize=(9, 2.6), layout="constrained")
for ax, table, title in zip(axes, (bus, bus_given_weather), ("P(bus, weather)", "P(bus | weather)")):
    ax.imshow(table, vmin=0, vmax=1, cmap="Blues")
    ax.set(title=title, xticks=range(3), xticklabels=["dry", "rain", "snow"], yticks=range(2), yticklabels=["on time", "late"])
    for i in range(2):
        for j in range(3):
            ax.text(j, i, f"{table[i, j]:.2f}", ha="center", va="center", color="white" if table[i, j] > 0.5 else "black")
plt.show()


# %% [markdown]
# ## Bayes' theorem
#
# The bus is late. Is there snow? The table answers this too, but now a *row* has to be scaled. Since $P(A \mid B)\, P(B)$ and $P(B \mid A)\, P(A)$ are both the joint probability,
#
# $$P(A \mid B) = \frac{P(B \mid A)\, P(A)}{P(B)}.$$
#
# In this form it turns a question around. Let $H_1, \dots, H_k$ be hypotheses, exactly one of which holds. Before the observation $D$ we believe in them by the *prior* $P(H_i)$. Each says how likely the observation is, which is its *likelihood* $P(D \mid H_i)$. Afterwards we believe in them by the *posterior*:
#
# $$P(H_i \mid D) = \frac{P(D \mid H_i)\, P(H_i)}{\sum_j P(D \mid H_j)\, P(H_j)}.$$
#
# The denominator is $P(D)$, the *evidence*: marginalisation again. For the late bus:
#
# | | dry | rain | snow | sum |
# |---|---|---|---|---|
# | prior, $P(\text{weather})$ | 0.6 | 0.3 | 0.1 | 1 |
# | likelihood, $P(\text{late} \mid \text{weather})$ | 0.1 | 0.4 | 0.7 | 1.2 |
# | product | 0.06 | 0.12 | 0.07 | **0.25** |
# | posterior | 0.24 | 0.48 | 0.28 | 1 |
#
# Snow explains a late bus best, and yet rain is the better guess, because there is more rain. Note that likelihoods need not sum to 1 over the hypotheses, and that only their ratios matter: double them all, and the posterior stays.
#
# If the evidence is zero, the observation was impossible under every hypothesis that we had not ruled out. Then there is no posterior, and the mistake is in the hypotheses. A function should say so, not return `nan`.
#
# **Exercise (3 points).** Write `bayes` for any number $k$ of hypotheses. It raises a `ValueError` when the evidence is zero, and only then.

# %% nbgrader={"grade": false, "grade_id": "bayes", "locked": false, "schema_version": 3, "solution": true, "task": false}
def bayes(prior, likelihood):
    """Posterior probabilities of k hypotheses after one observation.

    Args:
        prior: probability of each hypothesis before the observation, float (k,); sums to 1.
        likelihood: probability of the observation under each hypothesis, float (k,).

    Returns:
        Probability of each hypothesis after the observation, float (k,); sums to 1. The arguments are left as they are.

    Raises:
        ValueError: the evidence is zero: the observation is impossible under every hypothesis of positive probability.
    """
    ### BEGIN SOLUTION
    joint = prior * likelihood
    evidence = joint.sum()
    if evidence == 0:
        raise ValueError("no hypothesis that is still possible explains this observation")
    return joint / evidence
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_bayes", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
posterior = bayes(torch.tensor([0.25, 0.25, 0.5]), torch.tensor([0.8, 0.4, 0.4]))
assert posterior.shape == (3,), "there is one posterior probability for each hypothesis"
assert torch.allclose(posterior, torch.tensor([0.4, 0.2, 0.4])), "the posterior is prior times likelihood, scaled to sum to 1"
try:
    bayes(torch.tensor([1.0, 0.0]), torch.tensor([0.0, 0.7]))
except ValueError:
    pass
else:
    raise AssertionError("the only hypothesis that was possible cannot explain the observation: this needs a ValueError")
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# The classical surprise. One tile in fifty leaves the kiln with a crack. A camera flags 90 % of the cracked tiles, and by mistake 10 % of the whole ones. It flags a tile: how likely is a crack? Think of 1,000 tiles.
#
# | | tiles | flagged by the camera | of those, flagged by the hammer too |
# |---|---|---|---|
# | cracked | 20 | 18 | 14.4 |
# | whole | 980 | 98 | 4.9 |
# | share of cracked | 2 % | 18 of 116: 15.5 % | 14.4 of 19.3: 74.6 % |
#
# The camera is right nine times out of ten, and most of the tiles that it flags are whole, because whole tiles are so many. A second, different test helps: a tap with a hammer, whose sound flags 80 % of the cracked tiles and 5 % of the whole ones. The posterior after the camera is the prior for the hammer.

# %% tags=["demo"]
prior = torch.tensor([0.02, 0.98])  # cracked, whole
camera, hammer = torch.tensor([0.9, 0.1]), torch.tensor([0.8, 0.05])  # P(flagged | cracked), P(flagged | whole)
beliefs = {"before": prior, "after the camera": bayes(prior, camera)}
beliefs["after camera and hammer"] = bayes(beliefs["after the camera"], hammer)

_, ax = plt.subplots(figsize=(6, 3), layout="constrained")
bars = ax.bar(list(beliefs), [float(belief[0]) for belief in beliefs.values()], color=["lightgrey", "tab:orange", "tab:red"])
ax.bar_label(bars, fmt="{:.1%}")
ax.set(ylabel="P(cracked)", ylim=(0, 1))
plt.show()


# %% [markdown]
# ## Conditional independence
#
# In the last column of the tile table we multiplied: of the cracked tiles that the camera flags, the hammer flags 80 %, just as of all cracked tiles. That was an assumption: *once we know what the tile is*, one test says nothing about the other. $A$ and $B$ are *conditionally independent* given $C$, written $A \perp B \mid C$, if for all values with $P(C = c) > 0$
#
# $$P(A = a, B = b \mid C = c) = P(A = a \mid C = c)\, P(B = b \mid C = c).$$
#
# This is something other than plain independence, $P(A, B) = P(A)\, P(B)$, and neither follows from the other:
#
# * **A common cause.** Over all tiles the two tests are far from independent: both flag $0.02 \cdot 0.9 \cdot 0.8 + 0.98 \cdot 0.1 \cdot 0.05 = 1.93\,\%$ of them, and if they knew nothing of each other it would be $11.6\,\% \cdot 6.5\,\% = 0.75\,\%$. The crack makes both speak. Given the tile, they are independent.
# * **A common effect.** Toss two coins, and light a lamp if both show the same side. The coins are independent. But if you see the lamp lit and are told one coin, you know the other: given the lamp, $P(\text{heads}, \text{heads}) = 1/2$, where the product would be $1/2 \cdot 1/2$.
#
# **Exercise (3 points).** Write `is_cond_independent` for a joint table of three variables with $A$ on the first axis, $B$ on the second and $C$ on the third. Tables of floats are never equal to the last bit, so differences up to `tol` count as none. Compare the two sides as they stand in the definition: multiplied out, $P(a, b, c)\, P(c) = P(a, c)\, P(b, c)$, their difference is $P(c)^2$ times as large, and what a rare value of $C$ says would pass below `tol`. A value of $C$ that never happens asks for nothing; see to it that its $0/0$ does not decide the answer.

# %% nbgrader={"grade": false, "grade_id": "is_cond_independent", "locked": false, "schema_version": 3, "solution": true, "task": false}
def is_cond_independent(joint, tol=1e-6):
    """Whether A and B are independent given C.

    Args:
        joint: P(A, B, C), float (a, b, c); sums to 1.
        tol: the largest absolute difference between P(a, b | c) and P(a | c) P(b | c) that counts as none.

    Returns:
        A bool: True if the definition holds for every value of C that has a positive probability.
    """
    ### BEGIN SOLUTION
    p_c = joint.sum((0, 1))
    happens = p_c > 0
    given_c = joint[:, :, happens] / p_c[happens]  # P(A, B | C)
    product = given_c.sum(1, keepdim=True) * given_c.sum(0, keepdim=True)  # P(A | C) P(B | C)
    return torch.allclose(given_c, product, rtol=0, atol=tol)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_is_cond_independent", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
coins_and_lamp = torch.tensor([[[0.25, 0.0], [0.0, 0.25]], [[0.0, 0.25], [0.25, 0.0]]])
three_coins = torch.full((2, 2, 2), 0.125)
assert not is_cond_independent(coins_and_lamp), "given the lamp, one coin tells the other"
assert is_cond_independent(three_coins), "three coins that have nothing to do with each other stay independent"
never = torch.stack([torch.full((2, 2), 0.25), torch.zeros(2, 2)], dim=2)
assert is_cond_independent(never), "a value of C that never happens asks for nothing"
rare = torch.stack([torch.full((2, 2), 0.999 / 4), torch.eye(2) * 0.001 / 2], dim=2)
assert not is_cond_independent(rare), "a rare value of C counts like any other: compare P(a, b | c), not P(a, b, c)"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# The two examples in your function. The tiles' table has the camera on the first axis, the hammer on the second, and the state of the tile on the third. With $C$ summed out and a trivial third axis put in its place, the same function tests plain independence.

# %% tags=["demo"]
tiles = torch.tensor([0.02, 0.98])
P_camera, P_hammer = torch.stack([camera, 1 - camera]), torch.stack([hammer, 1 - hammer])  # rows: flagged, not; columns: state
tests_and_tile = torch.einsum("ac,bc,c->abc", P_camera, P_hammer, tiles)
for name, table in (("camera, hammer | tile", tests_and_tile), ("coin, coin | lamp", coins_and_lamp)):
    plain = is_cond_independent(table.sum(2, keepdim=True))
    print(f"{name:22} independent: {plain!s:6} conditionally independent: {is_cond_independent(table)}")


# %% [markdown]
# ## Many observations
#
# Let $D_1, \dots, D_t$ be observations that are conditionally independent given the hypothesis. Their likelihoods multiply,
#
# $$P(H_i \mid D_1, \dots, D_t) \;\propto\; P(H_i) \prod_{s=1}^{t} P(D_s \mid H_i),$$
#
# and one gets there step by step, as with the tiles: today's posterior is tomorrow's prior. The order of the observations does not matter, and a hypothesis that one of them has ruled out stays ruled out.
#
# Mind the arithmetic. Five hundred likelihoods of $0.1$ have the product $10^{-500}$. The smallest positive number in float64 is $5 \cdot 10^{-324}$, so the product is zero for *every* hypothesis, and $0/0$ follows. To scale to sum 1 after each observation, as with the tiles, helps only as long as the observations agree: two hundred and fifty that speak nine to one for $H_1$ leave $H_2$ with $9^{-250} \approx 10^{-239}$, which is zero in float32, and as many that speak for $H_2$ cannot bring it back. So add logarithms, and subtract the largest sum before you go back with $\exp$, which changes no ratio. The logarithm of zero is $-\infty$ and stays so in every sum: that is a hypothesis that was truly ruled out. Only when the *largest* sum is $-\infty$ must you not subtract, for $\infty - \infty$ is `nan`.
#
# **Exercise (3 points).** Write `sequential_bayes`. With no observations the posterior is the prior, and five hundred or more must do no harm, in whatever order they come. If no hypothesis is left that explains all observations, it raises a `ValueError`, as `bayes` does.

# %% nbgrader={"grade": false, "grade_id": "sequential_bayes", "locked": false, "schema_version": 3, "solution": true, "task": false}
def sequential_bayes(prior, likelihoods):
    """Posterior probabilities of k hypotheses after t observations, conditionally independent given the hypothesis.

    Args:
        prior: probability of each hypothesis before the observations, float (k,); sums to 1.
        likelihoods: a row for each observation, its probability under each hypothesis, float (t, k); t may be 0.

    Returns:
        Probability of each hypothesis after all observations, float (k,). The arguments are left as they are.

    Raises:
        ValueError: no hypothesis of positive probability can explain all observations.
    """
    ### BEGIN SOLUTION
    logs = prior.log() + likelihoods.log().sum(0)
    if logs.max() == -torch.inf:
        raise ValueError("no hypothesis that is still possible explains all observations")
    weights = (logs - logs.max()).exp()
    return weights / weights.sum()
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_sequential_bayes", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
prior = torch.tensor([0.5, 0.5])
posterior = sequential_bayes(prior, torch.tensor([[0.2, 0.1], [0.3, 0.2]]))
assert torch.allclose(posterior, torch.tensor([0.75, 0.25])), "both observations count: the odds are 2 * 1.5"
posterior = sequential_bayes(prior, torch.full((500, 2), 0.1))
assert torch.allclose(posterior, prior), "500 observations that both hypotheses explain equally well change nothing"
posterior = sequential_bayes(prior, torch.tensor([[0.9, 0.1]] * 250 + [[0.1, 0.9]] * 250))
assert torch.allclose(posterior, prior, atol=0.02), "250 observations for one hypothesis and 250 for the other cancel, in any order"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# Somebody has taken one of three dice from a drawer: a fair one, one that is heavy on the six, one that is heavy on the one. You see the throws and nothing else. Each throw is an observation, and its likelihoods are the three dice's probabilities of that face. Watch the belief change: some throws speak for one die, most say little, and after a few dozen the matter is as good as settled. It is the six-heavy die that is thrown here; run the cell again for another story.

# %% tags=["demo"]
dice = torch.tensor([[1, 1, 1, 1, 1, 1], [0.8, 0.8, 0.8, 0.8, 0.8, 2], [2, 0.8, 0.8, 0.8, 0.8, 0.8]]) / 6
throws = torch.stack([sample_counts(dice[1], 1) for _ in range(80)]).float()  # (80, 6), a 1 where the face fell
likelihoods = throws @ dice.t()  # (80, 3)
beliefs = torch.stack([sequential_bayes(torch.ones(3) / 3, likelihoods[:t]) for t in range(81)])

_, ax = plt.subplots(figsize=(8, 3.2), layout="constrained")
ax.stackplot(range(81), *beliefs.t(), labels=["fair", "heavy on six", "heavy on one"], colors=["lightgrey", "tab:red", "tab:blue"])
ax.set(xlabel="throws seen", ylabel="posterior", xlim=(0, 80), ylim=(0, 1))
ax.legend(loc="lower right")
plt.show()


# %% [markdown]
# ## Expectation and variance
#
# Two numbers say most about a random variable. Where it is, on average, is its *expectation*; how far it strays, on average and squared, its *variance*. The root of the variance, the *standard deviation*, has the unit of $X$ again.
#
# $$E[X] = \sum_x x\, P(X = x), \qquad \mathrm{Var}[X] = E\bigl[(X - E[X])^2\bigr] = E[X^2] - E[X]^2.$$
#
# A function of a random variable is a random variable too, and has both:
#
# $$E_{x \sim P}[f(x)] = \sum_x f(x)\, P(x), \qquad \mathrm{Var}[f(x)] = E\Bigl[\bigl(f(x) - E[f(x)]\bigr)^2\Bigr].$$
#
# A ticket wins 0, 1 or 5 with probability 0.5, 0.3 and 0.2:
#
# | | $x = 0$ | $x = 1$ | $x = 5$ | sum |
# |---|---|---|---|---|
# | $P(x)$ | 0.5 | 0.3 | 0.2 | 1 |
# | $x\, P(x)$ | 0 | 0.3 | 1.0 | $E[X] = 1.3$ |
# | $(x - 1.3)^2$ | 1.69 | 0.09 | 13.69 | |
# | $(x - 1.3)^2\, P(x)$ | 0.845 | 0.027 | 2.738 | $\mathrm{Var}[X] = 3.61$ |
# | $x^2\, P(x)$ | 0 | 0.3 | 5.0 | $E[X^2] = 5.3 = 3.61 + 1.3^2$ |
#
# With $f(x) = x^2$ we have $E[f(X)] = 5.3$, while $f(E[X]) = 1.69$: apply $f$ first, then average. No $n - 1$ appears anywhere. That belongs to a *sample*, from which mean and variance are estimated; here the distribution itself is known.
#
# The two forms of the variance are equal on paper, and not in a computer. Let $X$ be 10000 or 10002, each with probability $\tfrac12$: the mean is 10001 and the variance 1. By the second form, $E[X^2] = 100020002$ and $E[X]^2 = 100020001$. Between neighbouring float32 numbers of that size lies a gap of 8, so both are rounded to 100020000, and the difference is 0. Two large numbers that nearly agree have been subtracted, and all digits that mattered were gone already: *cancellation*. The first form subtracts before it squares, and loses nothing.
#
# **Exercise (3 points).** Write `expectation_variance`, in a form that keeps the variance of float32 values around $10^4$ right to at least three digits.

# %% nbgrader={"grade": false, "grade_id": "expectation_variance", "locked": false, "schema_version": 3, "solution": true, "task": false}
def expectation_variance(x, p, f=None):
    """Expectation and variance of f(X), or of X itself.

    Args:
        x: the values of X, float or integer (k,).
        p: their probabilities, float (k,); they sum to 1.
        f: a function that maps a tensor element by element, or None for X itself.

    Returns:
        E[f(X)] and Var[f(X)], two numbers; as exact as the dtype of p and x allows. The arguments are left as they are.
    """
    ### BEGIN SOLUTION
    values = x if f is None else f(x)
    mean = (p * values).sum()
    variance = (p * (values - mean) ** 2).sum()
    return mean.item(), variance.item()
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_expectation_variance", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
mean, variance = expectation_variance(torch.tensor([0, 1, 5]), torch.tensor([0.5, 0.3, 0.2]))
assert abs(mean - 1.3) < 1e-5 and abs(variance - 3.61) < 1e-4, "the ticket above has mean 1.3 and variance 3.61"
mean, variance = expectation_variance(torch.tensor([0, 1, 5]), torch.tensor([0.5, 0.3, 0.2]), lambda x: x**2)
assert abs(mean - 5.3) < 1e-5, "E[f(X)] is the average of f(x): first f, then the average"
mean, variance = expectation_variance(torch.tensor([10000.0, 10002.0]), torch.tensor([0.5, 0.5]))
assert abs(variance - 1) < 1e-3, "the variance of 10000 or 10002 is 1; subtract before you square"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# And back to the beginning: why did the errors fall like $1/\sqrt{n}$? The average of $n$ independent throws has the same expectation as one throw, and its variance is $\mathrm{Var}[X] / n$; so its standard deviation shrinks with the root of $n$. Thirty people throw the loaded die of above, and each keeps the average of the throws so far. Dashed is $E[X] \pm 2 \sqrt{\mathrm{Var}[X] / n}$, from your function, which has seen no throw. About 95 % of the lines should lie between.

# %% tags=["demo"]
faces = torch.arange(1.0, 7)
mean, variance = expectation_variance(faces, loaded_probs)
print("expectation:", round(float(mean), 4), " standard deviation:", round(float(variance) ** 0.5, 4))

n = torch.arange(10, 1001, 10)
_, ax = plt.subplots(figsize=(8, 3.4), layout="constrained")
for _ in range(30):
    counts = torch.stack([sample_counts(loaded_probs, 10) for _ in n])
    ax.plot(n, running_estimates(counts).float() @ faces, color="lightgrey", linewidth=1)
for sign in (-2, 2):
    ax.plot(n, mean + sign * (variance / n) ** 0.5, linestyle="--", color="tab:red")
ax.axhline(mean, color="tab:red")
ax.set(xlabel="throws", ylabel="average so far", xlim=(0, 1000))
plt.show()

# %% [markdown]
# ## Look back
#
# * Counts of draws are random; frequencies get close to probabilities, with an error that shrinks like $1/\sqrt{n}$.
# * Marginalise by summing an axis away; condition by keeping a slice and scaling it to sum 1. Ask each time which axis is the distribution.
# * Bayes' theorem weighs how well a hypothesis explains against how likely it was. A rare cause needs strong evidence.
# * Independence and conditional independence are two things, and neither implies the other.
# * On a computer long products underflow and differences of large numbers cancel. Add logarithms; subtract before you square. Both will come back, in the softmax and in the loss.
#
# Try: a prior of exactly zero for the six-heavy die, and then the truth can never be found, however many throws there are. A camera that flags 100 % of the cracked tiles: how much does that help, compared with one that flags only 1 % of the whole ones? The hammer used twice on the same tile: may you multiply its likelihoods?
#
# Next: [3.1 Linear regression theory](../ch03_01_linear_regression/ch03_01_linear_regression.ipynb), where a bell curve of noise turns into the squared loss.
