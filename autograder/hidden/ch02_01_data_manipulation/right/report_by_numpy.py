"""By way of numpy."""
# covers: elementwise_report


def elementwise_report(x, y):
    a, b = x.numpy(), y.numpy()
    results = dict(add=a + b, sub=a - b, mul=a * b, div=a / b, pow=a**b, exp=np.exp(a), eq=a == b)
    return {key: torch.as_tensor(value) for key, value in results.items()}
