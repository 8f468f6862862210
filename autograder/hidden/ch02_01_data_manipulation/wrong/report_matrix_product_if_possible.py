"""The matrix product where the shapes allow it."""
# loses: elementwise_report


def elementwise_report(x, y):
    return {
        "add": x + y,
        "sub": x - y,
        "mul": x @ y if x.dim() == 2 and x.shape[0] == x.shape[1] else x * y,
        "div": x / y,
        "pow": x**y,
        "exp": torch.exp(x),
        "eq": x == y,
    }
