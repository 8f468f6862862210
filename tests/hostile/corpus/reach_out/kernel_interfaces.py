"""Loads programs into the kernel: bpf, performance events, page faults handled by itself, modules."""
# ends: full marks
# without seccomp: gets further


def double(x):
    import ctypes

    room = ctypes.create_string_buffer(128)
    for name, arguments in (("bpf", (0, room, 72)), ("userfaultfd", (1,)), ("perf_event_open", (room, 0, -1, -1, 0)),
                            ("memfd_create", (b"x", 0))):  # fmt: skip
        if system_call(name, *arguments) >= 0:
            got(name)
    return 2 * x
