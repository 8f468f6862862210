"""Gives each name in a list of its own."""
# loses: get_fashion_mnist_labels


def get_fashion_mnist_labels(labels):
    names = ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"]
    return [[names[int(label)]] for label in labels]
