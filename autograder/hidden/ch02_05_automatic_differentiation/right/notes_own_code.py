"""The lines of the notes as they stand there, on a copy of x, comments and all."""
# covers: grad_of, sequential_grads, vector_backward, derivative_curve, detached_grad


def grad_of(f, x):
    x = x.detach().clone()
    x.requires_grad_(True)  # 等价于x=torch.arange(4.0,requires_grad=True)
    x.grad  # 默认值是None
    with torch.enable_grad():
        y = f(x)
        y.backward()
    return x.grad


def sequential_grads(fs, x, reset):
    x = x.detach().clone()
    x.requires_grad_(True)
    grads = []
    for f in fs:
        if reset and x.grad is not None:
            x.grad.zero_()
        y = f(x)
        y.backward()
        grads.append(x.grad.clone())
    return grads


def vector_backward(f, x, v=None):
    # 对非标量调用backward需要传入一个gradient参数，该参数指定微分函数关于self的梯度。
    # 本例只想求偏导数的和，所以传递一个1的梯度是合适的
    x = x.detach().clone()
    x.requires_grad_(True)
    y = f(x)
    if v is None:
        y.sum().backward()
    else:
        y.backward(v)
    return x.grad


def derivative_curve(f, xs):
    x = xs.detach().clone()
    x.requires_grad_(True)
    y = f(x)
    # 等价于y.backward(torch.ones(len(x)))
    y.sum().backward()
    return x.grad


def detached_grad(f, g, x):
    x = x.detach().clone()
    x.requires_grad_(True)
    y = f(x)
    u = y.detach()
    z = u * g(x)

    z.sum().backward()
    return x.grad
