"""e with three digits."""
# loses: elementwise_report


def elementwise_report(x, y):
    return {
        "add": x + y,
        "sub": x - y,
        "mul": x * y,
        "div": x / y,
        "pow": x**y,
        "exp": 2.718**x,
        "eq": x == y,
    }
