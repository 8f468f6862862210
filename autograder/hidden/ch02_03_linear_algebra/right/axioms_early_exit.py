"""Three helpers that stop at the first violation."""
# covers: check_norm_axioms


def homogeneous(f, xs, alphas):
    for x in xs:
        for alpha in alphas.tolist():
            left, right = float(f(x * alpha)), abs(alpha) * float(f(x))
            if abs(left - right) > 1e-5 * abs(right):
                return False
    return True


def subadditive(f, xs):
    for i in range(len(xs)):
        for j in range(i, len(xs)):
            bound = float(f(xs[i])) + float(f(xs[j]))
            if float(f(xs[i] + xs[j])) > bound + 1e-5 * abs(bound):
                return False
    return True


def check_norm_axioms(f, xs, alphas):
    return {
        "homogeneity": homogeneous(f, xs, alphas),
        "triangle": subadditive(f, xs),
        "nonnegativity": not any(float(f(x)) < 0 for x in xs),
    }
