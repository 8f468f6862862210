"""Keeps the leaf between calls, and the gradient grows."""
# loses: grad_of


LEAVES = {}


def grad_of(f, x):
    leaf = LEAVES.setdefault(id(x), x.detach().clone().requires_grad_())
    with torch.enable_grad():
        f(leaf).backward()
    return leaf.grad
