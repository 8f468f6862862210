"""torch's functions instead of operators."""
# covers: elementwise_report


def elementwise_report(x, y):
    return {
        "add": torch.add(x, y),
        "sub": torch.sub(x, y),
        "mul": torch.mul(x, y),
        "div": torch.div(x, y),
        "pow": torch.pow(x, y),
        "exp": torch.exp(x),
        "eq": torch.eq(x, y),
    }
