"""Never comes back."""


def sgd(params, lr, batch_size):
    while True:
        pass
