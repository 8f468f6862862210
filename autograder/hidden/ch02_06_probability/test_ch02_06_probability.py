"""Hidden graders of 2.6, probability.

Only sample_counts is random. Its tests compare a z-score with 6 or a p-value with 1e-9; how often a right solution fails
stands beside each of them, and is under 2e-7 for all of them together.

Probabilities are multiples of 1/1024, so that they sum to exactly 1 in float32 too: numpy's samplers insist on it, and
E[X^2] - E[X]^2 is right only then.
"""

import math
from fractions import Fraction

import numpy as np
import torch

from autograder.grading import StudentRaised, assert_close, check, exercise, shaped, weight
from autograder.grading.statistics import LIMIT, p_of_counts


def probabilities(rng, k, dtype=torch.float32):
    """k different probabilities in random order, from about 1/k^2 to 2/k, that sum to exactly 1."""
    share = (torch.arange(1, k + 1) + rng.uniform(k, high=0.5))[rng.permutation(k)]
    share = (1024 * share / share.sum()).floor()
    share[share.argmax()] += 1024 - share.sum()
    return (share / 1024).to(dtype)


def table(rng, *shape, dtype=torch.float32):
    """A joint table without zeros."""
    joint = rng.uniform(*shape, low=0.1, high=1, dtype=torch.float64)
    return (joint / joint.sum()).to(dtype)


# ---- sample_counts ------------------------------------------------------------------------------------------------


def counts_of(result, k, n):
    """Counts in float64, once they are k whole numbers, none negative, that sum to n."""
    counts = shaped(result, k, what=f"sample_counts(probs, n), with {k} probabilities,")
    check(
        bool((counts == counts.floor()).all()) and bool((counts >= 0).all()),
        "the result holds something that cannot be a count: a fraction, or a negative number",
    )
    total = float(counts.sum())
    check(total == n, f"{n} draws gave counts that sum to {total:g}")
    return counts


@exercise("sample_counts")
class TestSampleCounts:
    def test_counts_sum_to_n(self, student, rng):
        """There is one count for each value, and the counts sum to n, for any number of values and draws."""
        for k, n in ((2, 1), (6, 10), (11, 997), (1, 7)):
            counts_of(student.sample_counts(probabilities(rng, k), n), k, n)
        counts_of(student.sample_counts(probabilities(rng, 5, torch.float64), 30), 5, 30)

    @weight(3)
    def test_follows_the_probabilities(self, student, rng):
        """Over 20,000 draws each value comes as often as its probability says, but for the scatter of chance."""
        k, n = rng.integer(7, 10), 20_000
        probs = probabilities(rng, k)
        p = p_of_counts(counts_of(student.sample_counts(probs, n), k, n), probs)
        # every expected count is above 300; 1e-9 at either end
        check(p > 1e-9, "the counts of 20,000 draws are not in the proportions of probs; no chance explains the difference")
        check(p < 1 - 1e-9, "the counts are n * probs almost exactly, which no draw ever is: were they rounded, not drawn?")

    @weight(2)
    def test_draws_are_independent(self, student, rng):
        """From call to call the counts scatter about n * probs as those of independent draws do, neither more nor less."""
        k, n, calls = 4, 50, 400
        probs = probabilities(rng, k)
        results = student.run(sample_many, probs, n, calls)
        expected = n * probs.double()
        distances = torch.stack([(counts_of(r, k, n) - expected).square().div(expected).sum() for r in results])
        # mean and variance of Pearson's statistic are known exactly. 400 of them make a nearly normal sum: with its
        # skewness of 0.1, 6 sigma are exceeded with a probability under 1e-7
        variance = 2 * (k - 1) + (float((1 / probs.double()).sum()) - k * k - 2 * k + 2) / n
        z = (float(distances.mean()) - (k - 1)) / math.sqrt(variance / calls)
        more = "over 400 calls the counts lie farther from n * probs than independent draws ever bring them"
        check(z < LIMIT, f"{more}: is one draw counted several times, or always the same one made?")
        check(
            z > -LIMIT, "over 400 calls the counts lie closer to n * probs than independent draws ever come: were they rounded?"
        )

    def test_single_draws(self, student, rng):
        """A single draw gives a single 1, and not always in the same place."""
        probs = probabilities(rng, 5)
        places = {int(counts_of(result, 5, 1).argmax()) for result in student.run(sample_many, probs, 1, 200)}
        # no probability is above 1/2: all 200 draws agree with a probability under 1e-59
        check(len(places) > 1, "200 calls with n = 1 all drew the same value")

    def test_impossible_values(self, student, rng):
        """A value of probability zero never comes, and has its place among the counts nevertheless."""
        inner, outer, zero = probabilities(rng, 4), probabilities(rng, 3), torch.zeros(1)
        counts = counts_of(student.sample_counts(torch.cat([inner[:2], zero, inner[2:]]), 20_000), 5, 20_000)
        check(counts[2] == 0, "a value of probability zero was drawn")
        counts = counts_of(student.sample_counts(torch.cat([zero, outer, zero]), 50), 5, 50)
        check(counts[0] == 0 and counts[4] == 0, "the first or the last value, of probability zero, was drawn")

    @weight(2)
    def test_fresh_each_time(self, student, rng):
        """Two calls give different counts."""
        probs = probabilities(rng, 8)
        first, second = (counts_of(result, 8, 20_000) for result in student.run(sample_many, probs, 20_000, 2))
        # counts of 20,000 independent draws agree in all eight places with a probability under 1e-12
        check(bool((first != second).any()), "two calls give the same counts: is a seed set in the function, or nothing drawn?")

    def test_probabilities_are_left_alone(self, student, rng):
        """The probabilities passed in are not changed."""
        probs = probabilities(rng, 5)
        assert_close(student.run(sample_then_probs, probs), probs, rtol=0, atol=0, what="probs, after the call,")


def sample_many(code, probs, n, calls):
    results = [code.sample_counts(probs.clone(), n) for _ in range(calls)]
    return [result.tolist() if hasattr(result, "tolist") else result for result in results]  # lists: few tensors may travel


def sample_then_probs(code, probs):
    code.sample_counts(probs, 20)
    return probs


# ---- running_estimates --------------------------------------------------------------------------------------------


def groups(rng, m, k, dtype=torch.float32):
    """Counts of m groups; the groups differ in size."""
    return (rng.integers(0, 9, m, k) + (torch.arange(m) + 1)[rng.permutation(m), None]).to(dtype)


def estimates_by_loop(counts):
    rows, so_far = [], [0.0] * counts.shape[1]
    for group in counts.tolist():
        so_far = [a + b for a, b in zip(so_far, group)]
        rows.append([a / sum(so_far) for a in so_far])
    return torch.tensor(rows, dtype=torch.float64)


def compare_estimates(result, counts, where="", dtype=None):
    expected = estimates_by_loop(counts)
    estimates = shaped(result, *expected.shape, what=f"running_estimates(counts){where}")
    row = int((estimates.sum(1) - 1).abs().argmax())
    total = float(estimates[row].sum())
    check(abs(total - 1) < 1e-3, f"row {row} of the estimates{where} sums to {total:.4g}; all draws so far make 1")
    last = counts.double() / counts.double().sum(1, keepdim=True)
    alone = len(counts) > 1 and counts.shape[1] > 1 and torch.allclose(estimates, last, rtol=1e-4)
    check(not alone, f"the estimates{where} are the frequencies of each group alone, without the groups before it")
    what = f"the estimate from all draws so far{where}"
    assert_close(result, expected, dtype=dtype, what=what)


@exercise("running_estimates")
class TestRunningEstimates:
    @weight(3)
    def test_all_draws_so_far(self, student, rng):
        """Each row holds the relative frequencies of all draws up to and including its group, whatever the groups' sizes."""
        counts = groups(rng, rng.integer(6, 12), rng.integer(3, 6))
        compare_estimates(student.running_estimates(counts), counts)

    def test_as_many_groups_as_values(self, student, rng):
        """With as many groups as values, rows are still groups and columns values."""
        counts = groups(rng, 5, 5)
        compare_estimates(student.running_estimates(counts), counts, " for counts of shape (5, 5)")

    def test_one_group_one_value(self, student, rng):
        """A single group, and a variable with a single value, keep both axes."""
        for m, k in ((1, 4), (6, 1)):
            counts = groups(rng, m, k)
            compare_estimates(student.running_estimates(counts), counts, f" for counts of shape ({m}, {k})")

    @weight(2)
    def test_integer_counts(self, student, rng):
        """Counts may be integers; the estimates are fractions."""
        for dtype in (torch.int64, torch.int32):
            counts = groups(rng, 7, 3, dtype)
            compare_estimates(student.running_estimates(counts), counts, " for integer counts")

    def test_an_empty_group(self, student, rng):
        """A later group without draws leaves the estimates as they were."""
        counts = groups(rng, 6, 3)
        counts[rng.integer(1, 6)] = 0
        compare_estimates(student.running_estimates(counts), counts, " with an empty group among the later ones")

    def test_double_precision(self, student, rng):
        """Counts in float64 give estimates in float64."""
        counts = groups(rng, 5, 4, torch.float64)
        compare_estimates(student.running_estimates(counts), counts, " for float64 counts", torch.float64)

    def test_transposed_counts(self, student, rng):
        """Counts that do not lie in one piece of memory, such as a transpose, are read rightly."""
        counts = groups(rng, 3, 5)
        compare_estimates(student.run(estimates_of_transpose, counts), counts.t(), " for counts that are a transpose")

    def test_counts_are_left_alone(self, student, rng):
        """The counts passed in are not changed."""
        counts = groups(rng, 4, 3)
        assert_close(student.run(estimates_then_counts, counts), counts, rtol=0, atol=0, what="counts, after the call,")


def estimates_of_transpose(code, counts):
    return code.running_estimates(counts.t())


def estimates_then_counts(code, counts):
    code.running_estimates(counts)
    return counts


# ---- marginal_conditional -----------------------------------------------------------------------------------------

PARTS = ("P(A), the table summed over B,", "P(B), the table summed over A,", "P(A | B), each column divided by its P(B),")


def marginals_by_loop(joint):
    rows = joint.tolist()
    p_a = [math.fsum(row) for row in rows]
    p_b = [math.fsum(column) for column in zip(*rows)]
    conditional = [[p / total if total > 0 else 0.0 for p, total in zip(row, p_b)] for row in rows]
    return [torch.tensor(part, dtype=torch.float64) for part in (p_a, p_b, conditional)]


def compare_parts(result, joint, dtype=None, where=""):
    triple = isinstance(result, (tuple, list)) and len(result) == 3
    check(triple, "marginal_conditional returns three tensors: P(A), P(B) and P(A | B)")
    check(
        all(not isinstance(part, torch.Tensor) or not part.isnan().any() for part in result),
        f"a result{where} has nan in it: where P(B = b) is 0, the column of P(A | B) is zeros",
    )
    for part, expected, name in zip(result, marginals_by_loop(joint), PARTS):
        assert_close(part, expected, dtype=dtype, what=f"{name}{where and where + ','}")


@exercise("marginal_conditional")
class TestMarginalConditional:
    @weight(3)
    def test_matches_the_definition(self, student, rng):
        """P(A) and P(B) are the sums of the table's rows and columns, and P(A | B) is the table divided by P(B)."""
        a = rng.integer(2, 5)
        joint = table(rng, a, a + rng.integer(1, 4))
        compare_parts(student.marginal_conditional(joint), joint)

    @weight(2)
    def test_as_many_rows_as_columns(self, student, rng):
        """In a square table too, rows are the values of A, and each column of P(A | B) is a distribution."""
        joint = table(rng, 3, 3)
        compare_parts(student.marginal_conditional(joint), joint, where=" of a square table")

    @weight(2)
    def test_impossible_values(self, student, rng):
        """The column of a value of B with probability zero is zeros; rows and single entries that are zero do no harm."""
        joint = table(rng, 4, 5)
        joint[:, [0, 3]] = 0
        joint[rng.integer(0, 4)] = 0
        joint[:, 1] *= torch.tensor([1.0, 0.0, 1.0, 1.0])
        joint /= joint.sum()
        compare_parts(student.marginal_conditional(joint), joint, where=" of a table with zeros")

    def test_rare_values(self, student, rng):
        """A very rare value of B has a conditional distribution like any other."""
        joint = table(rng, 3, 4)
        joint[:, 2] *= 1e-12
        compare_parts(student.marginal_conditional(joint), joint, where=" of a table with a very rare value of B")

    def test_one_value(self, student, rng):
        """A variable with a single value keeps its axis."""
        for shape in ((1, 4), (3, 1), (1, 1)):
            joint = table(rng, *shape)
            compare_parts(student.marginal_conditional(joint), joint, where=f" of a table of shape {shape}")

    def test_double_precision(self, student, rng):
        """A table in float64 gives all three results in float64."""
        joint = table(rng, 3, 4, dtype=torch.float64)
        compare_parts(student.marginal_conditional(joint), joint, dtype=torch.float64)

    def test_transposed_table(self, student, rng):
        """A table that does not lie in one piece of memory, such as a transpose, is read rightly."""
        joint = table(rng, 4, 3)
        compare_parts(student.run(marginals_of_transpose, joint), joint.t(), where=" of a transposed table")

    def test_table_is_left_alone(self, student, rng):
        """The table passed in is not changed."""
        joint = table(rng, 3, 4)
        assert_close(student.run(marginals_then_table, joint), joint, rtol=0, atol=0, what="the joint table, after the call,")


def marginals_of_transpose(code, joint):
    return code.marginal_conditional(joint.t())


def marginals_then_table(code, joint):
    code.marginal_conditional(joint)
    return joint


# ---- bayes --------------------------------------------------------------------------------------------------------


def exact_posterior(prior, *likelihoods):
    """Bayes' theorem in exact fractions, for one observation or several."""
    weights = [Fraction(p) for p in prior.tolist()]
    for likelihood in likelihoods:
        weights = [w * Fraction(l) for w, l in zip(weights, likelihood.tolist())]
    return torch.tensor([float(w / sum(weights)) for w in weights], dtype=torch.float64)


def likelihood_for(rng, *shape, dtype=torch.float32):
    return rng.uniform(*shape, low=0.05, high=1, dtype=dtype)


def compare_posterior(result, expected, what, rtol=None, dtype=None):
    total = float(shaped(result, len(expected), what=what).sum())
    check(abs(total - 1) < 1e-3, f"{what} sums to {total:.4g}; probabilities sum to 1, so divide by the evidence")
    assert_close(result, expected, rtol=rtol, dtype=dtype, what=what)


def compare_refusal(question, why, *args):
    """There must be a ValueError."""
    try:
        question(*args)
    except StudentRaised as raised:
        check(raised.type_name == "ValueError", f"{why} there must be a ValueError; yours is {raised}")
    else:
        check(False, f"{why} there is no ValueError")


@exercise("bayes")
class TestBayes:
    @weight(3)
    def test_matches_the_theorem(self, student, rng):
        """The posterior is prior times likelihood, divided by the evidence, for any number of hypotheses."""
        for k in (rng.integer(3, 6), rng.integer(6, 10)):
            prior, likelihood = probabilities(rng, k), likelihood_for(rng, k)
            posterior, what = student.bayes(prior, likelihood), f"the posterior of {k} hypotheses"
            compare_posterior(posterior, exact_posterior(prior, likelihood), what)

    def test_prior_counts(self, student, rng):
        """An observation that is equally likely under every hypothesis leaves the prior as it is."""
        prior = probabilities(rng, 4)
        posterior = shaped(student.bayes(prior, torch.full((4,), 0.5)), 4, what="the posterior under equal likelihoods")
        check(bool((posterior - prior).abs().max() < 1e-5), "under equal likelihoods the posterior is not the prior")

    def test_one_or_two_hypotheses(self, student, rng):
        """Two hypotheses work like many, and a single one is certain."""
        prior, likelihood = torch.tensor([1.0]), likelihood_for(rng, 1)
        compare_posterior(student.bayes(prior, likelihood), torch.ones(1), "the posterior of a single hypothesis")
        prior, likelihood = probabilities(rng, 2), likelihood_for(rng, 2)
        expected = exact_posterior(prior, likelihood)
        compare_posterior(student.bayes(prior, likelihood), expected, "the posterior of two hypotheses")

    def test_only_ratios_matter(self, student, rng):
        """An observation that is unlikely under every hypothesis still has a posterior: only the ratios matter."""
        for factor in (1e-6, 1e-12, 1e-25):
            prior, likelihood = probabilities(rng, 4), likelihood_for(rng, 4) * factor
            what = f"the posterior, for likelihoods of about {factor:g},"
            # logarithms near -60 are coarse in float32: within 5e-6
            compare_posterior(student.bayes(prior, likelihood), exact_posterior(prior, likelihood), what, rtol=1e-4)

    @weight(2)
    def test_impossible_hypotheses(self, student, rng):
        """A hypothesis with prior or likelihood zero has posterior zero; the others share the rest."""
        prior, likelihood = probabilities(rng, 5), likelihood_for(rng, 5)
        first, second = rng.permutation(5)[:2].tolist()
        prior[first], likelihood[second] = 0, 0
        prior /= prior.sum()
        what = "the posterior, where one prior and another likelihood are zero,"
        compare_posterior(student.bayes(prior, likelihood), exact_posterior(prior, likelihood), what)

    @weight(2)
    def test_zero_evidence(self, student, rng):
        """An observation that no possible hypothesis explains raises a ValueError."""
        why = "where every likelihood is zero"
        compare_refusal(student.bayes, why, probabilities(rng, 3), torch.zeros(3))
        prior, likelihood = torch.tensor([0.25, 0.0, 0.75, 0.0]), torch.tensor([0.0, 0.5, 0.0, 0.25])
        why = "where only hypotheses of prior zero explain the observation"
        compare_refusal(student.bayes, why, prior, likelihood)

    def test_double_precision(self, student, rng):
        """Arguments in float64 give a posterior in float64."""
        prior, likelihood = probabilities(rng, 4, torch.float64), likelihood_for(rng, 4, dtype=torch.float64)
        expected = exact_posterior(prior, likelihood)
        compare_posterior(student.bayes(prior, likelihood), expected, "the posterior of float64 arguments", dtype=torch.float64)

    def test_arguments_are_left_alone(self, student, rng):
        """Prior and likelihood are not changed."""
        arguments = [probabilities(rng, 4), likelihood_for(rng, 4)]
        for name, before, after in zip(("prior", "likelihood"), arguments, student.run(bayes_then_arguments, *arguments)):
            assert_close(after, before, rtol=0, atol=0, what=f"{name}, after the call,")


def bayes_then_arguments(code, prior, likelihood):
    code.bayes(prior, likelihood)
    return prior, likelihood


# ---- is_cond_independent ------------------------------------------------------------------------------------------


def dependence(joint):
    """The largest difference between P(a, b | c) and P(a | c) P(b | c)."""
    given = joint.double() / joint.double().sum((0, 1))
    return float((given - torch.einsum("ac,bc->abc", given.sum(1), given.sum(0))).abs().nan_to_num().max())


def distributions(rng, k, n):
    """n distributions of k values, one in each column, in float64."""
    columns = rng.uniform(k, n, low=0.1, high=1, dtype=torch.float64)
    return columns / columns.sum(0)


def common_cause(rng, a, b, c):
    """A and B independent given C, which moves both: without C, and given A or B, there is dependence."""
    while True:
        p_c = probabilities(rng, c, torch.float64)
        joint = torch.einsum("ac,bc,c->abc", distributions(rng, a, c), distributions(rng, b, c), p_c)
        others = joint.sum(2, keepdim=True), joint.permute(2, 0, 1), joint.permute(1, 2, 0)
        if all(dependence(other) > 0.01 for other in others):
            return joint


def common_effect(rng, a, b, c):
    """A and B independent, and dependent given C, which both move."""
    while True:
        effect = distributions(rng, c, a * b).reshape(c, a, b)
        joint = torch.einsum("a,b,cab->abc", distributions(rng, a, 1)[:, 0], distributions(rng, b, 1)[:, 0], effect)
        if dependence(joint) > 0.01 and float(joint.sum((0, 1)).min()) > 0.1:
            return joint


def entangled(rng, a, b, c):
    """A and B dependent, with and without C."""
    while True:
        joint = table(rng, a, b, c, dtype=torch.float64)
        if dependence(joint) > 0.01 and dependence(joint.sum(2, keepdim=True)) > 0.01:
            return joint


def verdict(student, joint, *tol):
    """The answer as a bool, numpy's and torch's too."""
    result = student.run(independent, joint, *tol)
    check(result is not None, "is_cond_independent returned None: is a return missing?")
    is_tensor = isinstance(result, (torch.Tensor, np.ndarray))
    is_bool = isinstance(result, (bool, np.bool_)) or (
        is_tensor and torch.as_tensor(result).dtype == torch.bool and not result.ndim
    )
    given = f"a tensor of shape {tuple(result.shape)}" if is_tensor else f"a {type(result).__name__}"
    check(is_bool, f"is_cond_independent gives one answer for the whole table, True or False; yours is {given}")
    return bool(result)


@exercise("is_cond_independent")
class TestIsCondIndependent:
    @weight(2)
    def test_common_cause(self, student, rng):
        """Two variables with a common cause C are independent given C, although they depend on each other without it."""
        check(
            verdict(student, common_cause(rng, 3, 2, 4)),
            "two effects of C that are independent given C came out as dependent: was each slice of C conditioned on its own?",
        )
        check(
            not verdict(student, entangled(rng, 3, 2, 4)),
            "a table in which A and B depend on each other, with and without C, came out as independent",
        )

    @weight(2)
    def test_common_effect(self, student, rng):
        """Two independent variables with a common effect C are dependent given C."""
        check(
            not verdict(student, common_effect(rng, 2, 3, 2)),
            "A and B are independent, and dependent given their common effect C; the answer is about the second",
        )
        unrelated = torch.einsum("a,b,c->abc", *(probabilities(rng, k, torch.float64) for k in (2, 3, 2)))
        check(verdict(student, unrelated), "three variables that have nothing to do with each other came out as dependent")

    def test_which_axis_is_which(self, student, rng):
        """C is the last axis of the table, also when all axes are equally long."""
        joint = common_cause(rng, 3, 3, 3)
        check(verdict(student, joint), "a table with A and B independent given C, all axes of length 3, came out as dependent")
        for order in ((2, 0, 1), (1, 2, 0)):
            check(
                not verdict(student, joint.permute(order).contiguous()),
                "with the axes exchanged, the first two variables do depend on each other given the last",
            )

    def test_every_value_of_c_counts(self, student, rng):
        """A dependence for a single value of C is enough for the answer False."""
        joint = common_cause(rng, 2, 3, 4)
        check(verdict(student, joint), "a table with A and B independent given C came out as dependent")
        for c in (0, 1, 3):
            spoilt = joint.clone()
            spoilt[:, :, c] = entangled(rng, 2, 3, 1)[:, :, 0] * joint[:, :, c].sum()
            check(
                not verdict(student, spoilt),
                "A and B depend on each other for one of four values of C, and were called independent",
            )

    def test_rare_values(self, student, rng):
        """A rare value of C counts like any other: a dependence there is one, and independence too."""
        joint = common_cause(rng, 2, 3, 4)
        spoilt, rare = joint.clone(), rng.integer(0, 4)
        spoilt[:, :, rare] = entangled(rng, 2, 3, 1)[:, :, 0] * joint[:, :, rare].sum()
        for share in (1e-3, 1e-5):
            for with_rare, answer in ((joint.clone(), True), (spoilt.clone(), False)):
                with_rare[:, :, rare] *= share
                right = verdict(student, with_rare / with_rare.sum()) == answer
                why = "compare P(a, b | c), not joint probabilities; and only a P(C = c) of exactly 0 never happens"
                check(right, f"a table with a rare value of C came out as {('', 'in')[not answer]}dependent: {why}")

    @weight(2)
    def test_impossible_values(self, student, rng):
        """A value of C that never happens does not matter, whatever the answer is."""
        gap = torch.zeros(3, 2, 1, dtype=torch.float64)
        for joint, answer in ((common_cause(rng, 3, 2, 3), True), (entangled(rng, 3, 2, 3), False)):
            with_gaps = torch.cat([gap, joint[:, :, :1], gap, joint[:, :, 1:], gap], dim=2)
            right = verdict(student, with_gaps) == answer
            check(right, "values of C with probability zero changed the answer: is there a 0/0 in it?")

    def test_tolerance(self, student, rng):
        """Differences up to tol count as none, and by default a thousandth is not none."""
        joint = torch.einsum("a,b,c->abc", *(probabilities(rng, 2, torch.float64) for _ in range(3)))
        # P(a, b | c) is off by 1e-3, for every c
        bump = 1e-3 * torch.tensor([[1.0, -1.0], [-1.0, 1.0]], dtype=torch.float64)
        joint = joint + bump[:, :, None] * joint.sum((0, 1))
        check(not verdict(student, joint), "a difference of 0.001 came out as none, with the default tol of 1e-6")
        check(verdict(student, joint, 0.02), "a difference of 0.001 came out as dependence, with a tol of 0.02")

    def test_rounded_tables(self, student, rng):
        """In float32 the two sides are never equal to the last bit; that is no dependence."""
        for shape in ((3, 4, 2), (2, 2, 3), (5, 2, 2)):
            check(
                verdict(student, common_cause(rng, *shape).float()),
                "a float32 table came out as dependent, for its rounding alone",
            )
        check(
            not verdict(student, entangled(rng, 2, 3, 2).float()), "a float32 table with a dependence came out as independent"
        )

    def test_single_values(self, student, rng):
        """With a single value of C the question is plain independence; an A or B with a single value depends on nothing."""
        for shape in ((1, 3, 2), (3, 1, 2), (1, 1, 1)):
            check(
                verdict(student, table(rng, *shape, dtype=torch.float64)),
                f"in a table of shape {shape} one variable is constant, so it cannot depend on another",
            )
        pair = torch.einsum("a,b->ab", probabilities(rng, 3, torch.float64), probabilities(rng, 4, torch.float64))
        check(verdict(student, pair.unsqueeze(2)), "with a single value of C, two independent variables came out as dependent")
        check(not verdict(student, entangled(rng, 3, 4, 1)), "with a single value of C, a dependence was not noticed")

    def test_table_is_left_alone(self, student, rng):
        """The table passed in is not changed."""
        joint = table(rng, 2, 3, 4)
        assert_close(student.run(independent_then_table, joint), joint, rtol=0, atol=0, what="the joint table, after the call,")


def independent(code, joint, *tol):
    """A solution may use marginal_conditional: here torch's own sums."""

    def marginals(joint):
        p_a, p_b = torch.einsum("ab->a", joint), torch.einsum("ab->b", joint)
        return p_a, p_b, torch.nan_to_num(joint / p_b)

    code.marginal_conditional = marginals
    return code.is_cond_independent(joint, *tol)


def independent_then_table(code, joint):
    code.marginal_conditional = lambda joint: (joint.sum(1), joint.sum(0), torch.nan_to_num(joint / joint.sum(0)))
    code.is_cond_independent(joint)
    return joint


# ---- sequential_bayes ---------------------------------------------------------------------------------------------


def evenly_matched(rng, t, k):
    """Small likelihoods whose products differ by a factor of at most e^2 between hypotheses, however many there are."""
    logs = rng.uniform(t, k, low=0.02, high=0.3, dtype=torch.float64).log()
    logs += (logs.mean() - logs.mean(0)) + rng.uniform(k, low=0, high=2, dtype=torch.float64) / t
    return logs.exp().float()


def turning(rng, t):
    """t observations for the first of three hypotheses, t for the second; after all of them it is again an open question.

    Half-way one of the first two is behind by a factor of about e^(7 t), more than float64 can hold from t = 110 on.
    """
    likely, unlikely = (
        rng.uniform(t, 2, low=low, high=high, dtype=torch.float64) for low, high in ((-0.7, -0.2), (-9.2, -6.9))
    )
    between = rng.uniform(2 * t, 1, low=-5, high=-3.5, dtype=torch.float64)
    logs = torch.cat([torch.stack([likely[:, 0], unlikely[:, 0]], 1), torch.stack([unlikely[:, 1], likely[:, 1]], 1)])
    logs = torch.cat([logs, between], 1)
    logs += logs.mean() - 0.3 - logs.mean(0) + rng.uniform(3, low=0, high=2, dtype=torch.float64) / (2 * t)
    return logs.exp().float()


@exercise("sequential_bayes")
class TestSequentialBayes:
    @weight(3)
    def test_every_observation_counts(self, student, rng):
        """The posterior takes in the prior and all observations."""
        for t in (2, rng.integer(4, 8)):
            k = rng.integer(3, 6)
            prior, likelihoods = probabilities(rng, k), likelihood_for(rng, t, k)
            result, what = student.run(sequential, prior, likelihoods), f"the posterior after {t} observations"
            posterior = shaped(result, k, what=what)
            for row, name in ((0, "first"), (-1, "last")):
                alone = torch.allclose(posterior, exact_posterior(prior, likelihoods[row]), rtol=1e-3)
                check(not alone, f"{what} is that after the {name} observation alone")
            # sums of a few logarithms in float32 are within 5e-6
            compare_posterior(result, exact_posterior(prior, *likelihoods), what, rtol=1e-4)

    def test_none_or_one_observation(self, student, rng):
        """Without observations the posterior is the prior; a single one is plain Bayes."""
        prior, likelihoods = probabilities(rng, 4), likelihood_for(rng, 1, 4)
        compare_posterior(student.run(sequential, prior, torch.zeros(0, 4)), prior, "the posterior after no observation")
        expected = exact_posterior(prior, *likelihoods)
        compare_posterior(student.run(sequential, prior, likelihoods), expected, "the posterior after one observation")

    def test_as_many_observations_as_hypotheses(self, student, rng):
        """With as many observations as hypotheses, each row is still an observation."""
        prior, likelihoods = probabilities(rng, 4), likelihood_for(rng, 4, 4)
        what, expected = "the posterior after 4 observations, with 4 hypotheses,", exact_posterior(prior, *likelihoods)
        compare_posterior(student.run(sequential, prior, likelihoods), expected, what, rtol=1e-4)

    @weight(3)
    def test_five_hundred_observations(self, student, rng):
        """Five hundred unlikely observations, in float32, still leave a posterior."""
        prior, likelihoods = probabilities(rng, 3), evenly_matched(rng, 500, 3)
        try:
            posterior = student.run(sequential, prior, likelihoods)
        except StudentRaised as raised:
            check(
                raised.type_name != "ValueError",
                "500 unlikely observations were called impossible: a product went down to zero",
            )
            raise
        lost = isinstance(posterior, torch.Tensor) and (bool(posterior.isnan().any()) or not bool(posterior.any()))
        check(
            not lost,
            "500 likelihoods were multiplied down to zero, and the ratios with them: add logarithms",
        )
        logs = prior.double().log() + likelihoods.double().log().sum(0)
        # measured over 300 seeds: sums of 500 float32 logarithms are within 1.2e-3, a forgotten prior is off by 0.37 or more
        assert_close(posterior, logs.softmax(0), rtol=1e-2, what="the posterior after 500 observations")

    def test_evidence_may_turn(self, student, rng):
        """Later observations can turn a belief that was all but certain, and their order does not matter."""
        first, second = torch.tensor([0.8, 0.1, 0.1]), torch.tensor([0.05, 0.6, 0.3])
        rows = [first] * rng.integer(7, 9) + [second] * rng.integer(6, 8)
        prior, likelihoods = probabilities(rng, 3), torch.stack(rows)
        expected = exact_posterior(prior, *likelihoods)
        for order in (likelihoods, likelihoods.flip(0)):
            what = "the posterior, where the last observations speak against the first,"
            compare_posterior(student.run(sequential, prior, order), expected, what, rtol=1e-4)

    @weight(2)
    def test_order_does_not_matter(self, student, rng):
        """Hundreds of observations that first speak for one hypothesis and then for another give the same in any order."""
        prior, likelihoods = probabilities(rng, 3), turning(rng, 150)
        logs = prior.double().log() + likelihoods.double().log().sum(0)
        for order in (likelihoods, likelihoods.flip(0), likelihoods[rng.permutation(300)]):
            what = "the posterior after 300 observations, the first half for one hypothesis and the second for another,"
            posterior = shaped(student.run(sequential, prior, order), 3, what=what)
            lost = "a belief became 0 on the way and could not come back, though nothing ruled it out: add logarithms"
            check(bool((posterior > 1e-6).all()), lost)
            assert_close(posterior, logs.softmax(0), rtol=1e-2, what=what)

    def test_the_last_hypothesis(self, student, rng):
        """A hypothesis that alone explains all observations is certain, however unlikely it looked before."""
        prior, likelihoods = probabilities(rng, 3), turning(rng, 150)[:150]
        likelihoods = torch.cat([likelihoods, torch.tensor([[0.0, 0.5, 0.0]])])
        for order in (likelihoods, likelihoods.flip(0)):
            try:
                posterior = student.run(sequential, prior, order)
            except StudentRaised as raised:
                says = "a hypothesis of which little was left, and which alone explains the last observation, was called impossible"
                check(raised.type_name != "ValueError", says)
                raise
            what = "the posterior, where the last observation leaves a single hypothesis,"
            compare_posterior(posterior, torch.tensor([0.0, 1.0, 0.0]), what)

    def test_ruled_out_for_good(self, student, rng):
        """A hypothesis that one observation has ruled out stays ruled out, whatever comes later."""
        prior, likelihoods = probabilities(rng, 4), likelihood_for(rng, 6, 4)
        out = rng.integer(0, 4)
        likelihoods[rng.integer(0, 5), out] = 0
        posterior = student.run(sequential, prior, likelihoods)
        what = "the posterior, where one observation has ruled out a hypothesis,"
        compare_posterior(posterior, exact_posterior(prior, *likelihoods), what, rtol=1e-4)
        check(float(posterior[out]) == 0, "a hypothesis that was ruled out has a posterior above zero")

    @weight(2)
    def test_nothing_left(self, student, rng):
        """If the observations together rule out every hypothesis, a ValueError is raised."""
        prior, likelihoods = probabilities(rng, 3), likelihood_for(rng, 5, 3)
        for out, row in enumerate(rng.permutation(5)[:3].tolist()):
            likelihoods[row, out] = 0
        why = "where three observations together rule out all three hypotheses"
        compare_refusal(student.run, why, sequential, prior, likelihoods)
        why = "where the only hypothesis with a prior is ruled out"
        compare_refusal(student.run, why, sequential, torch.tensor([0.0, 1.0]), torch.tensor([[0.5, 0.5], [0.5, 0.0]]))

    def test_double_precision(self, student, rng):
        """Arguments in float64 give a posterior in float64."""
        prior, likelihoods = probabilities(rng, 3, torch.float64), likelihood_for(rng, 5, 3, dtype=torch.float64)
        expected = exact_posterior(prior, *likelihoods)
        posterior = student.run(sequential, prior, likelihoods)
        compare_posterior(posterior, expected, "the posterior of float64 arguments", dtype=torch.float64)

    def test_arguments_are_left_alone(self, student, rng):
        """Prior and likelihoods are not changed."""
        arguments = [probabilities(rng, 3), likelihood_for(rng, 4, 3)]
        for name, before, after in zip(("prior", "likelihoods"), arguments, student.run(sequential_then_arguments, *arguments)):
            assert_close(after, before, rtol=0, atol=0, what=f"{name}, after the call,")


def sequential(code, prior, likelihoods):
    """A solution may use bayes: here torch's own Categorical, which scales its weights to sum 1."""

    def posterior(prior, likelihood):
        weights = prior * likelihood
        if not weights.any():
            raise ValueError("the evidence is zero")
        return torch.distributions.Categorical(probs=weights, validate_args=False).probs

    code.bayes = posterior
    return code.sequential_bayes(prior, likelihoods)


def sequential_then_arguments(code, prior, likelihoods):
    code.bayes = lambda prior, likelihood: torch.distributions.Categorical(probs=prior * likelihood).probs
    code.sequential_bayes(prior, likelihoods)
    return prior, likelihoods


# ---- expectation_variance -----------------------------------------------------------------------------------------


def moments(values, p):
    """Mean and variance in float64, the variance by the centred sum in exact fractions."""
    pairs = [(Fraction(v), Fraction(q)) for v, q in zip(values.tolist(), p.tolist())]
    mean = sum(v * q for v, q in pairs)
    return float(mean), float(sum((v - mean) ** 2 * q for v, q in pairs))


def compare_moments(result, values, p, of=" of X", rtol=1e-5, atol=1e-6):
    """The numbers compare as float32 ones do, unless told otherwise: a Python float does not say how exact it is."""
    check(isinstance(result, (tuple, list)) and len(result) == 2, "expectation_variance returns two numbers")
    names = (
        f"the expectation{of}, in which each value weighs as much as its probability,",
        f"the variance{of}, the expected square of the distance from the mean,",
    )
    variance = float(shaped(result[1], what=names[1]))
    check(variance > -1e-3, f"the variance{of} is {variance:.4g}; a variance is never negative")
    for part, expected, name in zip(result, moments(values, p), names):
        assert_close(part, expected, rtol=rtol, atol=atol * max(1, abs(expected)), what=name)


@exercise("expectation_variance")
class TestExpectationVariance:
    @weight(3)
    def test_of_the_variable_itself(self, student, rng):
        """Without f, the results are E[X] and Var[X], each value weighted with its probability."""
        k = rng.integer(4, 9)
        x, p = rng.normal(k, std=2), probabilities(rng, k)
        compare_moments(student.expectation_variance(x, p), x, p)

    @weight(3)
    def test_of_a_function(self, student, rng):
        """With f, the results are expectation and variance of f(X): f comes first, the average second."""
        x, p = rng.normal(6, std=2), probabilities(rng, 6)
        compare_moments(student.run(moments_of_square, x, p), x.double() ** 2, p, of=" of f(X) for f(x) = x^2")
        bent = (x.double() - 1).abs() * 3
        compare_moments(student.run(moments_of_distance, x, p), bent, p, of=" of f(X) for f(x) = 3|x - 1|")

    def test_integer_values(self, student, rng):
        """The values may be integers, such as the faces of a die."""
        x, p = torch.arange(1, 7), probabilities(rng, 6)
        compare_moments(student.expectation_variance(x, p), x, p, of=" of integer values")

    def test_certainty(self, student, rng):
        """What is certain has variance zero: a single value, a constant function, all the probability in one place."""
        x, p = rng.normal(5), probabilities(rng, 5)
        one = torch.ones(1)
        compare_moments(student.expectation_variance(x[:1], one), x[:1], one, of=" of a single value")
        compare_moments(student.run(moments_of_constant, x, p), torch.full((5,), 4.0), p, of=" of a constant function")
        p = torch.nn.functional.one_hot(torch.tensor(rng.integer(0, 5)), 5).float()
        compare_moments(student.expectation_variance(x, p), x, p, of=" of a variable with one possible value of five")

    @weight(3)
    def test_values_far_from_zero(self, student, rng):
        """The variance of float32 values around 10,000 is right to three digits."""
        for sign in (1, -1):
            p = probabilities(rng, 6)
            # eighths within 2.5 of 10,000 are exact in float32. The variance is between 1 and 6, while the difference of
            # two float32 numbers near 10^8 is a multiple of 8
            x = sign * (10_000 + torch.tensor([-2.5, -2.0, -1.5, 1.5, 2.0, 2.5])[rng.permutation(6)] + rng.integer(-2, 3) / 8)
            result = student.expectation_variance(x, p)
            check(isinstance(result, (tuple, list)) and len(result) == 2, "expectation_variance returns two numbers")
            mean, variance = moments(x, p)
            assert_close(result[0], torch.tensor(mean), what="the expectation of values around 10,000")
            off = abs(float(shaped(result[1], what="the variance")) / variance - 1)
            check(
                off < 1e-3,
                f"the variance of float32 values around 10,000 is off by {off:.0%}: subtract the mean before you square",
            )

    def test_double_precision(self, student, rng):
        """Values and probabilities in float64 give results that are exact to float64."""
        x, p = rng.normal(7, std=2, dtype=torch.float64), probabilities(rng, 7, torch.float64)
        result = student.expectation_variance(x, p)
        # float32 on the way leaves errors of about 1e-7; right forms in float64 are within 1e-14
        compare_moments(result, x, p, of=" of float64 values, compared to ten digits", rtol=1e-10, atol=1e-10)

    def test_arguments_are_left_alone(self, student, rng):
        """Values and probabilities are not changed."""
        arguments = [rng.normal(5), probabilities(rng, 5)]
        for name, before, after in zip("xp", arguments, student.run(moments_then_arguments, *arguments)):
            assert_close(after, before, rtol=0, atol=0, what=f"{name}, after the call,")


def moments_of_square(code, x, p):
    return code.expectation_variance(x, p, lambda v: v * v)


def moments_of_distance(code, x, p):
    return code.expectation_variance(x, p, f=lambda v: 3 * abs(v - 1))


def moments_of_constant(code, x, p):
    return code.expectation_variance(x, p, lambda v: 0 * v + 4)


def moments_then_arguments(code, x, p):
    code.expectation_variance(x, p)
    return x, p
