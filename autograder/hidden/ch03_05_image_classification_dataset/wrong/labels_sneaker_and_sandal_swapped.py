"""Swaps sneaker and sandal."""
# loses: get_fashion_mnist_labels


def get_fashion_mnist_labels(labels):
    names = ["t-shirt", "trouser", "pullover", "dress", "coat", "sneaker", "shirt", "sandal", "bag", "ankle boot"]
    return [names[int(label)] for label in labels]
