"""Returns a map object, which can be gone through once."""
# loses: get_fashion_mnist_labels


def get_fashion_mnist_labels(labels):
    names = ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"]
    return map(lambda label: names[int(label)], labels)
