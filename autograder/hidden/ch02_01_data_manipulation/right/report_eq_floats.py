"""Equality as floats."""
# covers: elementwise_report


def elementwise_report(x, y):
    return {
        "add": x + y,
        "sub": x - y,
        "mul": x * y,
        "div": x / y,
        "pow": x**y,
        "exp": torch.exp(x),
        "eq": torch.where(x == y, 1.0, 0.0),
    }
