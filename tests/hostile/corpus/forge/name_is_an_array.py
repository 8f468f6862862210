"""Sends an array in the place of the call's name, which a judge would compare element by element."""
# ends: failed in double, mean_of


def double(x):
    import numpy

    from autograder.sandbox import worker

    send = worker.wire.send
    worker.wire.send = lambda sock, message: send(sock, [numpy.arange(3), *message[1:]])
    return 2 * x


def mean_of(values):
    import numpy

    from autograder.sandbox import worker

    send = worker.wire.send
    worker.wire.send = lambda sock, message: send(sock, [message[0], numpy.arange(3), *message[2:]])
    return sum(values) / len(values)
