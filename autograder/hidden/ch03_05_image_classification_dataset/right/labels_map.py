"""map, made into a list."""
# covers: get_fashion_mnist_labels


def get_fashion_mnist_labels(labels):
    names = "t-shirt,trouser,pullover,dress,coat,sandal,shirt,sneaker,bag,ankle boot".split(",")
    return list(map(lambda label: names[int(label)], labels))
