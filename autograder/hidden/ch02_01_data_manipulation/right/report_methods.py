"""Methods of the tensor, and more entries than asked for."""
# covers: elementwise_report


def elementwise_report(x, y):
    return {
        "add": x.add(y),
        "sub": x.sub(y),
        "mul": x.mul(y),
        "div": x.true_divide(y),
        "pow": x.pow(y),
        "exp": x.exp(),
        "eq": x.eq(y),
        "max": torch.maximum(x, y),
    }
