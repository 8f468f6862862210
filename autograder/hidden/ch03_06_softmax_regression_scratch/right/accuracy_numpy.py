"""Counting in numpy."""
# covers: accuracy


def accuracy(y_hat, y):
    guesses = y_hat.detach().numpy()
    if guesses.ndim > 1:
        guesses = guesses.argmax(1)
    return float((guesses.astype("int64") == y.numpy()).sum())
