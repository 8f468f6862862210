"""What every hostile submission has at hand: a cell of its own, before the others.

The attacker knows where everything lies: PLACES is filled in by the suite.
"""

PLACES = {}


def got(*what):
    """An attack that got somewhere says so in the only way there is: the message of an error."""
    import re

    text = " ".join(map(str, what))
    found = re.findall("canary-[a-z]+-[0-9a-f]{16}", text)
    raise RuntimeError(f"got further: {found} {text[:300]}")


def refused(action, *arguments):
    """What an action gives; None where it is refused."""
    try:
        return action(*arguments)
    except OSError:
        return None


def has_canary(text):
    """Whether a text, of characters or bytes, has a secret of the suite in it."""
    import re

    if isinstance(text, str):
        if "canary-" not in text:
            return False
        text = text.encode("utf-8", "replace")
    return re.search(rb"canary-[a-z]+-[0-9a-f]{16}", text) is not None


def c_call(name, *arguments):
    """A C function's result, -1 where it is refused."""
    import ctypes

    return getattr(ctypes.CDLL(None, use_errno=True), name)(*arguments)


def system_call(name, *arguments):
    """A system call's result, -1 where it is refused."""
    import platform

    numbers = {
        "x86_64": dict(add_key=248, keyctl=250, io_uring_setup=425, bpf=321, userfaultfd=323, perf_event_open=298,
                       open_by_handle_at=304, pidfd_open=434, pidfd_getfd=438, mq_open=240, clone3=435, memfd_create=319,
                       process_vm_readv=310, clone=56),
        "aarch64": dict(add_key=217, keyctl=219, io_uring_setup=425, bpf=280, userfaultfd=282, perf_event_open=241,
                        open_by_handle_at=265, pidfd_open=434, pidfd_getfd=438, mq_open=180, clone3=435, memfd_create=279,
                        process_vm_readv=270, clone=220),
    }  # fmt: skip
    return c_call("syscall", numbers[platform.machine()][name], *arguments)
