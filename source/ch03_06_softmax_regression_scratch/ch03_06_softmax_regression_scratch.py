# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: nbgrader,tags
#     formats: ipynb,py:percent
#     notebook_metadata_filter: kernelspec,jupytext,-jupytext.text_representation.jupytext_version
#     text_representation:
#       extension: .py
#       format_name: percent
#       format_version: '1.3'
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 3.6 Softmax regression from scratch / softmax回归的从零开始实现
#
# You will build a classifier for pictures of clothes out of nothing but tensors: the softmax operation, a linear model, the cross-entropy loss, a loop that trains, and the figures that tell you whether it learned anything. About 60 minutes, 20 points.
#
# **You learn** to write softmax, cross-entropy and a training loop for a classifier, and to measure what it has learned.
#
# **You need** sections 3.2 (minibatch SGD) and 3.4 (softmax and cross-entropy on paper).
#
# **What you get back.** Each function is graded on its own, so a mistake in one of them costs you only that one; the checks in the notebook may call your other functions too. Run the check below each exercise before you go on: it is quick and finds the common slips. The graders look further: other shapes, other types, batches of one.

# %% [markdown]
# ## The data
#
# Fashion-MNIST shows ten kinds of clothing in pictures of 28 × 28 grey pixels. A linear model does not know that a picture has two dimensions, so we flatten each one into a vector of $d = 784$ numbers. There are $q = 10$ classes.
#
# The cell below finds the data and supplies what belongs to earlier sections: the loader, the labels' names, `show_images`, and `sgd`. Where the notes write `d2l.sgd`, you may write that too. Nothing in it is an exercise.

# %%
import os
from pathlib import Path

import matplotlib.pyplot as plt
import torch
import torchvision
from IPython import display
from torch.utils import data
from torchvision import transforms


def data_root():
    """The folder that holds FashionMNIST/: $D2L_DATA, or the nearest folder called data."""
    here = Path.cwd()
    places = [Path(os.environ["D2L_DATA"])] if "D2L_DATA" in os.environ else []
    places += [folder / "data" for folder in (here, *here.parents)]
    return next((place for place in places if (place / "FashionMNIST").is_dir()), Path("../data"))


def load_data_fashion_mnist(batch_size, resize=None):
    """Minibatch iterators over the training and the test images."""
    steps = [transforms.Resize(resize)] if resize else []
    trans = transforms.Compose([*steps, transforms.ToTensor()])
    train, test = (
        torchvision.datasets.FashionMNIST(root=data_root(), train=part, transform=trans, download=True)
        for part in (True, False)
    )
    return data.DataLoader(train, batch_size, shuffle=True), data.DataLoader(test, batch_size, shuffle=False)


def get_fashion_mnist_labels(labels):
    """The names of numeric labels."""
    names = ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"]
    return [names[int(i)] for i in labels]


def show_images(imgs, num_rows, num_cols, titles=None, scale=1.5):
    """Draw a grid of images with titles."""
    _, axes = plt.subplots(num_rows, num_cols, figsize=(num_cols * scale, num_rows * scale), squeeze=False)
    axes = axes.flatten()
    for i, (ax, img) in enumerate(zip(axes, imgs)):
        ax.imshow(img.detach().numpy() if torch.is_tensor(img) else img, cmap="gray_r")
        ax.set_axis_off()
        if titles:
            ax.set_title(titles[i], fontsize=9)
    return axes


def sgd(params, lr, batch_size):
    """One step of minibatch stochastic gradient descent."""
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
            param.grad.zero_()


class Earlier:
    """What the notes call d2l: here, the names that this notebook has itself."""

    def __getattr__(self, name):
        if name in globals():
            return globals()[name]
        raise AttributeError(f"d2l.{name} is not in this notebook")


d2l = Earlier()

# %% tags=["demo"]
torch.manual_seed(0)
train_iter, test_iter = load_data_fashion_mnist(18)
X, y = next(iter(test_iter))
show_images(X.reshape(18, 28, 28), 2, 9, titles=get_fashion_mnist_labels(y))
plt.show()

# %% [markdown]
# ## Parameters
#
# One weight for each pair of pixel and class, and one bias for each class. The weights start as small random numbers, the biases at zero. `requires_grad=True` asks autograd to keep track of them.

# %%
num_inputs = 784
num_outputs = 10

W = torch.normal(0, 0.01, size=(num_inputs, num_outputs), requires_grad=True)
b = torch.zeros(num_outputs, requires_grad=True)

# %% [markdown]
# ## Softmax
#
# A linear model gives each class a score, any real number. To read scores as probabilities they must be positive and sum to one. Softmax does both: exponentiate, then divide by the sum of the row,
#
# $$\mathrm{softmax}(\mathbf{X})_{ij} = \frac{\exp(X_{ij})}{\sum_k \exp(X_{ik})}.$$
#
# The sum runs over the classes of *one example*, so along axis 1. To divide a matrix of shape $(n, q)$ by its row sums, keep the summed axis: `X.sum(1, keepdim=True)` has shape $(n, 1)$ and broadcasts over the columns. Look at the shapes first:

# %% tags=["demo"]
X = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
X.sum(0, keepdim=True), X.sum(1, keepdim=True)


# %% [markdown]
# **Exercise (3 points).** Write `softmax`. The scores passed in must not be changed. Very large scores may overflow: the cure comes in section 3.7, and is not asked for here.

# %% nbgrader={"grade": false, "grade_id": "softmax", "locked": false, "schema_version": 3, "solution": true, "task": false}
def softmax(X):
    """Turn each row of scores into probabilities.

    Args:
        X: scores, shape (n, q), any floating dtype.

    Returns:
        Probabilities, shape (n, q), same dtype; each row sums to 1.
    """
    ### BEGIN SOLUTION
    X_exp = torch.exp(X)
    partition = X_exp.sum(1, keepdim=True)  # (n, 1)
    return X_exp / partition
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_softmax", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
probabilities = softmax(torch.tensor([[0.0, 0.0, 0.0], [0.0, 1.0, 3.0]]))
assert probabilities.shape == (2, 3), "softmax keeps the shape of its input"
assert torch.allclose(probabilities.sum(1), torch.ones(2)), "each row of softmax sums to 1"
assert torch.allclose(probabilities[0], torch.full((3,), 1 / 3)), "equal scores give equal probabilities"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## The model
#
# Softmax regression is one affine map followed by softmax:
#
# $$\hat{\mathbf{Y}} = \mathrm{softmax}(\mathbf{X}\mathbf{W} + \mathbf{b}).$$
#
# **Exercise (1 point).** Write `net`. It takes a batch of images in whatever shape they come, $(n, 1, 28, 28)$ say, flattens each one to as many numbers as `W` has rows, and uses the global `W` and `b` as they are when it is called.

# %% nbgrader={"grade": false, "grade_id": "net", "locked": false, "schema_version": 3, "solution": true, "task": false}
def net(X):
    """Class probabilities of a batch of images, from the global parameters W and b.

    Args:
        X: images, shape (n, ...), with W.shape[0] numbers each.

    Returns:
        Probabilities, shape (n, W.shape[1]).
    """
    ### BEGIN SOLUTION
    return softmax(torch.matmul(X.reshape((-1, W.shape[0])), W) + b)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_net", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
assert net(torch.zeros(2, 1, 28, 28)).shape == (2, 10), "net gives one row of ten probabilities for each image"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## Cross-entropy
#
# The loss of an example is how surprised the model is by its true class $y$, minus the logarithm of the probability it gave to it:
#
# $$\ell^{(i)} = -\log \hat{y}^{(i)}_{y^{(i)}}.$$
#
# No loop over classes is needed: indexing with two lists picks one entry of each row.

# %% tags=["demo"]
y = torch.tensor([0, 2])
y_hat = torch.tensor([[0.1, 0.3, 0.6], [0.3, 0.2, 0.5]])
y_hat[[0, 1], y]


# %% [markdown]
# **Exercise (3 points).** Write `cross_entropy`. It takes *probabilities* (not scores) and gives one loss for each example, with the natural logarithm.

# %% nbgrader={"grade": false, "grade_id": "cross_entropy", "locked": false, "schema_version": 3, "solution": true, "task": false}
def cross_entropy(y_hat, y):
    """Negative log-likelihood of each example's label.

    Args:
        y_hat: predicted probabilities, float (n, q); rows sum to 1.
        y: labels, integers (n,), each in [0, q).

    Returns:
        Loss of each example in nats, float (n,).
    """
    ### BEGIN SOLUTION
    return -torch.log(y_hat[range(len(y_hat)), y])
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_cross_entropy", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
losses = cross_entropy(torch.tensor([[0.5, 0.5], [0.25, 0.75]]), torch.tensor([0, 1]))
assert losses.shape == (2,), "cross_entropy gives one loss for each example"
assert torch.allclose(losses, -torch.log(torch.tensor([0.5, 0.75]))), "the loss is minus the log of the label's probability"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## Accuracy
#
# The loss is what we can differentiate; the accuracy is what we care about. The prediction is the class with the largest probability.
#
# **Exercise (2 points).** Write `accuracy`. It returns the **number** of correct predictions, not the share: counts of several batches can be added, shares cannot. `y_hat` may also be a vector of predicted classes, which is then compared as it is; the types may differ (2.0 and 2 are the same class), and `==` does not mind.

# %% nbgrader={"grade": false, "grade_id": "accuracy", "locked": false, "schema_version": 3, "solution": true, "task": false}
def accuracy(y_hat, y):
    """Count the correct predictions.

    Args:
        y_hat: scores or probabilities (n, q), or predicted classes (n,), integers or floats.
        y: labels, integers (n,).

    Returns:
        Number of correct predictions, a Python float.
    """
    ### BEGIN SOLUTION
    if len(y_hat.shape) > 1 and y_hat.shape[1] > 1:
        y_hat = y_hat.argmax(axis=1)
    return float((y_hat == y).sum())
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_accuracy", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
guesses = torch.tensor([[0.1, 0.9], [0.8, 0.2], [0.3, 0.7]])
assert accuracy(guesses, torch.tensor([1, 0, 0])) == 2, "two of these three predictions are right: count them"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## Keeping sums
#
# Training keeps several running sums at once: losses, correct predictions, examples. `Accumulator(3)` holds three of them; `add(l, c, n)` adds one number to each (of a tensor with one element the plain number, without its graph); `metric[0]` reads the first; `reset()` puts all back to zero.
#
# **Exercise (2 points).** Fill in the methods of the class.

# %% nbgrader={"grade": false, "grade_id": "Accumulator", "locked": false, "schema_version": 3, "solution": true, "task": false}
class Accumulator:
    """n running sums: `add(*numbers)` adds one number to each, `[i]` reads a sum, `reset()` zeroes them all.

    Args:
        n: how many sums.
    """

    def __init__(self, n):
        ### BEGIN SOLUTION
        self.data = [0.0] * n
        ### END SOLUTION

    def add(self, *args):
        ### BEGIN SOLUTION
        self.data = [a + float(b) for a, b in zip(self.data, args)]
        ### END SOLUTION

    def reset(self):
        ### BEGIN SOLUTION
        self.data = [0.0] * len(self.data)
        ### END SOLUTION

    def __getitem__(self, idx):
        ### BEGIN SOLUTION
        return self.data[idx]
        ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_Accumulator", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
metric = Accumulator(2)
metric.add(1, 2.5)
metric.add(3, 0.5)
assert (metric[0], metric[1]) == (4, 3), "add(a, b) adds a to the first sum and b to the second"
metric.reset()
assert (metric[0], metric[1]) == (0, 0), "reset() puts every sum back to zero"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## Accuracy on a dataset
#
# **Exercise (2 points).** Write `evaluate_accuracy`: the share of correct predictions over *all* examples of an iterator. The last batch may be smaller, so divide the total of correct predictions by the total of examples; an average of the batches' accuracies would be wrong. A `torch.nn.Module` must be put in evaluation mode first, and no gradients are needed.

# %% nbgrader={"grade": false, "grade_id": "evaluate_accuracy", "locked": false, "schema_version": 3, "solution": true, "task": false}
def evaluate_accuracy(net, data_iter):
    """Share of correct predictions on a dataset.

    Args:
        net: a function or a torch.nn.Module that maps X to scores or probabilities (n, q).
        data_iter: yields batches (X, y).

    Returns:
        Correct predictions divided by examples, a number in [0, 1].
    """
    ### BEGIN SOLUTION
    if isinstance(net, torch.nn.Module):
        net.eval()
    metric = Accumulator(2)  # correct predictions, examples
    with torch.no_grad():
        for X, y in data_iter:
            metric.add(accuracy(net(X), y), y.numel())
    return metric[0] / metric[1]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_evaluate_accuracy", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
batches = [(torch.eye(3), torch.tensor([0, 1, 1])), (torch.eye(3)[:1], torch.tensor([0]))]
assert evaluate_accuracy(lambda X: X, batches) == 0.75, "three of these four examples, in two batches, are right"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## One epoch
#
# An epoch goes through the training data once. For each batch: predict, compute the loss, go backwards, update. `updater` is one of two things:
#
# * a `torch.optim.Optimizer`: clear its gradients, differentiate the **mean** loss, and let it step;
# * our own function, called with the batch size. It divides the gradient by the batch size and clears it afterwards itself (look at `sgd`), so differentiate the **sum** of the losses.
#
# Along the way, sum up the losses, the correct predictions and the examples. Detach the losses for the sums: a sum that carries a graph keeps every batch of the epoch in memory.
#
# **Exercise (4 points).** Write `train_epoch_ch3`. It returns the mean loss and the accuracy per *example*, as they were before each update.

# %% nbgrader={"grade": false, "grade_id": "train_epoch_ch3", "locked": false, "schema_version": 3, "solution": true, "task": false}
def train_epoch_ch3(net, train_iter, loss, updater):
    """Train for one epoch.

    Args:
        net: a function or a torch.nn.Module; a module is put in training mode.
        train_iter: yields batches (X, y).
        loss: gives one loss for each example, shape (n,).
        updater: a torch.optim.Optimizer, or a function of the batch size.

    Returns:
        Mean training loss and training accuracy over the epoch's examples, two floats.
    """
    ### BEGIN SOLUTION
    if isinstance(net, torch.nn.Module):
        net.train()
    metric = Accumulator(3)  # sum of losses, correct predictions, examples
    for X, y in train_iter:
        y_hat = net(X)
        l = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            l.mean().backward()
            updater.step()
        else:
            l.sum().backward()
            updater(X.shape[0])
        metric.add(l.detach().sum(), accuracy(y_hat, y), y.numel())
    return metric[0] / metric[2], metric[1] / metric[2]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_train_epoch_ch3", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
layer = torch.nn.Linear(2, 3)
batch = (torch.ones(4, 2), torch.tensor([0, 1, 2, 0]))
optimizer = torch.optim.SGD(layer.parameters(), lr=1.0)
before = torch.nn.functional.cross_entropy(layer(batch[0]), batch[1])
stepped = layer.weight.detach() - torch.autograd.grad(before, layer.weight)[0]
mean_loss, share = train_epoch_ch3(layer, [batch], torch.nn.CrossEntropyLoss(reduction="none"), optimizer)
assert abs(mean_loss - before.item()) < 1e-5, "first the mean loss, as it was before the update"
assert 0 <= share <= 1, "then the accuracy, a share of the examples"
assert torch.allclose(layer.weight.detach(), stepped, atol=1e-5), "an optimizer steps once for each batch, by the gradient of the mean loss"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## Watching it learn
#
# `Animator` (supplied) draws the curves while training goes on.

# %%
class Animator:
    """Draws lines point by point, again after each one."""

    def __init__(self, xlabel=None, ylabel=None, legend=(), xlim=None, ylim=None, figsize=(4.5, 3)):
        self.settings = {"xlabel": xlabel, "ylabel": ylabel, "xlim": xlim, "ylim": ylim}
        self.legend = legend
        self.figure, self.axes = plt.subplots(figsize=figsize)
        self.x, self.lines = [], []

    def add(self, x, values):
        """Add one point to each line and draw them."""
        self.x.append(x)
        self.lines.append([float(value) for value in values])
        self.axes.cla()
        for line, style in zip(zip(*self.lines), ("-", "m--", "g-.", "r:")):
            self.axes.plot(self.x, line, style)
        self.axes.set(**{key: value for key, value in self.settings.items() if value is not None})
        self.axes.legend(self.legend)
        self.axes.grid(True)
        display.display(self.figure)
        display.clear_output(wait=True)


# %% [markdown]
# **Exercise (2 points).** Write `train_ch3`: make an `Animator` (labels, legend and limits are up to you); for each of `num_epochs` epochs, train once with `train_epoch_ch3`, measure the accuracy on `test_iter` with `evaluate_accuracy`, and `add` the three numbers to the animator, over the number of the epoch. After the last epoch make sure that training worked: raise an `AssertionError` unless
#
# $$\text{train loss} < 0.5, \qquad 0.7 < \text{train accuracy} \le 1, \qquad 0.7 < \text{test accuracy} \le 1.$$
#
# The graders measure the accuracy themselves, on images that nobody has seen.

# %% nbgrader={"grade": false, "grade_id": "train_ch3", "locked": false, "schema_version": 3, "solution": true, "task": false}
def train_ch3(net, train_iter, test_iter, loss, num_epochs, updater):
    """Train, draw the curves, and insist that the model has learned.

    Args:
        net, train_iter, loss, updater: as for train_epoch_ch3.
        test_iter: yields batches (X, y) for the test accuracy.
        num_epochs: how many epochs.

    Raises:
        AssertionError: after the last epoch, train loss is not below 0.5, or an accuracy is not in (0.7, 1].
    """
    ### BEGIN SOLUTION
    legend = ["train loss", "train acc", "test acc"]
    animator = Animator(xlabel="epoch", legend=legend)
    for epoch in range(1, num_epochs + 1):
        train_loss, train_acc = train_epoch_ch3(net, train_iter, loss, updater)
        test_acc = evaluate_accuracy(net, test_iter)
        animator.add(epoch, (train_loss, train_acc, test_acc))
    assert train_loss < 0.5, train_loss
    assert train_acc <= 1 and train_acc > 0.7, train_acc
    assert test_acc <= 1 and test_acc > 0.7, test_acc
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_train_ch3", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
points = torch.eye(2).repeat(20, 1)
toy = [(points, torch.arange(40) % 2)]
model = torch.nn.Linear(2, 2)
train_ch3(model, toy, toy, torch.nn.CrossEntropyLoss(reduction="none"), 20, torch.optim.SGD(model.parameters(), lr=2.0))
for parameter in model.parameters():
    torch.nn.init.zeros_(parameter)
try:
    train_ch3(model, toy, toy, torch.nn.CrossEntropyLoss(reduction="none"), 1, torch.optim.SGD(model.parameters(), lr=0.0))
except AssertionError:
    plt.close("all")
else:
    raise AssertionError("with a learning rate of 0 nothing is learned: train_ch3 should raise an AssertionError")
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% [markdown]
# ## Train it
#
# Everything together, on the real images. Minibatches of 32 and ten epochs take a few seconds here, because all images are put into one tensor first. Watch the loss fall fast and then slowly. The test accuracy jumps about from epoch to epoch, because steps of 0.1 on 32 examples are large and noisy. On the whole it stays a few hundredths below the training accuracy: a linear model has little room to overfit.

# %% tags=["demo"]
def in_memory(data_iter, batch_size, shuffle):
    """The whole dataset as two tensors, in minibatches."""
    X, y = (torch.cat(parts) for parts in zip(*data_iter))
    return data.DataLoader(data.TensorDataset(X, y), batch_size, shuffle=shuffle)


train_batches = in_memory(train_iter, 32, shuffle=True)
test_batches = in_memory(test_iter, 256, shuffle=False)
lr = 0.1


def updater(batch_size):
    return sgd([W, b], lr, batch_size)


num_epochs = 10
train_ch3(net, train_batches, test_batches, cross_entropy, num_epochs, updater)

# %% [markdown]
# What did it learn? Each column of `W` is a picture again: dark pixels speak for the class, bright ones against it.

# %% tags=["demo"]
show_images(W.t().reshape(10, 28, 28), 2, 5, titles=get_fashion_mnist_labels(range(10)))
plt.show()


# %% [markdown]
# ## Predict
#
# **Exercise (1 point).** Write `predict_ch3`: take the first batch of `test_iter` and draw its first `n` images in one row with `show_images(images, 1, n, titles=...)`. Each title is the true name, a line break, and the predicted name.

# %% nbgrader={"grade": false, "grade_id": "predict_ch3", "locked": false, "schema_version": 3, "solution": true, "task": false}
def predict_ch3(net, test_iter, n=6):
    """Show the first n test images with their true and predicted labels.

    Args:
        net: maps images to scores or probabilities (b, 10).
        test_iter: yields batches (X, y) of images (b, 1, 28, 28).
        n: how many images, at most b.
    """
    ### BEGIN SOLUTION
    X, y = next(iter(test_iter))
    trues = get_fashion_mnist_labels(y)
    preds = get_fashion_mnist_labels(net(X).argmax(axis=1))
    titles = [true + "\n" + pred for true, pred in zip(trues, preds)]
    show_images(X[0:n].reshape((n, 28, 28)), 1, n, titles=titles[0:n])
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "test_predict_ch3", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
predict_ch3(lambda X: torch.eye(10)[: len(X)], [(torch.zeros(8, 1, 28, 28), torch.arange(8))], n=3)
titles = [ax.get_title() for ax in plt.gcf().axes]
plt.close("all")
assert len(titles) == 3, "predict_ch3 draws n images"
assert titles[0].split("\n") == ["t-shirt", "t-shirt"], "a title is the true name, a line break, and the predicted name"
### BEGIN HIDDEN TESTS
import os
assert os.environ.get("NBGRADER_EXECUTION") != "autograde", "not graded: the hidden graders run out of process, with this course's nbgrader_config.py"
### END HIDDEN TESTS

# %% tags=["demo"]
predict_ch3(net, test_batches)
plt.show()

# %% [markdown]
# ## Look back
#
# * Softmax turns scores into probabilities; cross-entropy measures the surprise at the truth.
# * Sums are kept over examples, not over batches, because batches differ in size.
# * The loss is what falls; the accuracy is what you report.
#
# Next: [3.7 Softmax regression, concise](../ch03_07_softmax_regression_concise/ch03_07_softmax_regression_concise.ipynb), the same model in a few lines, and a softmax that does not overflow.
