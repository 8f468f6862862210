"""Powers by logarithms, which negative numbers do not have."""
# loses: elementwise_report


def elementwise_report(x, y):
    return {
        "add": x + y,
        "sub": x - y,
        "mul": x * y,
        "div": x / y,
        "pow": torch.exp(y * torch.log(x)),
        "exp": torch.exp(x),
        "eq": x == y,
    }
