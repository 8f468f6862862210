"""Calls grad_of, and adds up."""
# covers: sequential_grads


def sequential_grads(fs, x, reset):
    grads = [grad_of(f, x) for f in fs]
    if not reset:
        for i in range(1, len(grads)):
            grads[i] = grads[i - 1] + grads[i]
    return grads
