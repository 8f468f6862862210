"""Collects the names in a default argument."""
# loses: get_fashion_mnist_labels


def get_fashion_mnist_labels(labels, found=[]):
    names = ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"]
    for label in labels:
        found.append(names[int(label)])
    return found
