"""f(x) times the row sums of g's derivative, which is right for elementwise functions only."""
# loses: detached_grad


def detached_grad(f, g, x):
    return f(x.detach()) * derivative_curve(g, x)
