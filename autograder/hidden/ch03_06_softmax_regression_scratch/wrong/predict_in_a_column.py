"""Draws the images below each other."""
# loses: predict_ch3


def predict_ch3(net, test_iter, n=6):
    X, y = next(iter(test_iter))
    trues, preds = get_fashion_mnist_labels(y), get_fashion_mnist_labels(net(X).argmax(axis=1))
    titles = [t + "\n" + p for t, p in zip(trues, preds)]
    show_images(X[0:n].reshape((n, 28, 28)), n, 1, titles=titles[0:n])
