"""A loop that counts."""
# covers: accuracy


def accuracy(y_hat, y):
    count = 0
    for guess, label in zip(y_hat, y):
        if guess.dim():
            guess = guess.argmax()
        count += int(guess) == int(label)
    return count
