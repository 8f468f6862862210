"""Never comes back."""


def accuracy(y_hat, y):
    while True:
        pass
