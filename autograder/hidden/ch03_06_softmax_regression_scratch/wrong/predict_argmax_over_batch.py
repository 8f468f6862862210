"""Takes argmax along the batch."""
# loses: predict_ch3


def predict_ch3(net, test_iter, n=6):
    X, y = next(iter(test_iter))
    trues, preds = get_fashion_mnist_labels(y), get_fashion_mnist_labels(net(X).argmax(axis=0))
    titles = [t + "\n" + p for t, p in zip(trues, preds)]
    show_images(X[0:n].reshape((n, 28, 28)), 1, n, titles=titles[0:n])
