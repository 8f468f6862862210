"""Returns in the loop."""
# loses: get_fashion_mnist_labels


def get_fashion_mnist_labels(labels):
    names = ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"]
    for label in labels:
        return [names[int(label)]]
    return []
