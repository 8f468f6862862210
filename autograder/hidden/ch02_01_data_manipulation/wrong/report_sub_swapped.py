"""Subtracts x from y."""
# loses: elementwise_report


def elementwise_report(x, y):
    return {
        "add": x + y,
        "sub": y - x,
        "mul": x * y,
        "div": x / y,
        "pow": x**y,
        "exp": torch.exp(x),
        "eq": x == y,
    }
