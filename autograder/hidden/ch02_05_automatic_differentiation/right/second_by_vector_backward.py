"""The outer derivative by vector_backward."""
# covers: second_derivative


def second_derivative(f, xs):
    def slope(x):
        (d,) = torch.autograd.grad(f(x).sum(), x, create_graph=True)
        return d + 0 * x


    return vector_backward(slope, xs)
