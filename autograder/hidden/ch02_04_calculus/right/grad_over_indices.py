"""Every index of any shape, by numpy."""
# covers: numerical_grad


import numpy


def numerical_grad(f, x, h=1e-5):
    point = x.numpy().astype("float64")
    gradient = numpy.zeros(point.shape)
    for index in numpy.ndindex(*point.shape):
        step = numpy.zeros(point.shape)
        step[index] = h
        gradient[index] = (f(torch.tensor(point + step)) - f(torch.tensor(point - step))) / 2 / h
    return torch.tensor(gradient)
