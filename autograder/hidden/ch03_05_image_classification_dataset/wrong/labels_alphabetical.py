"""Has the names in the order of the alphabet."""
# loses: get_fashion_mnist_labels


def get_fashion_mnist_labels(labels):
    names = sorted(["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"])
    return [names[int(label)] for label in labels]
