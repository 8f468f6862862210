"""Makes a user namespace inside the jail, in which it is root, by every call that can."""
# ends: full marks
# without seccomp: gets further


def double(x):
    import ctypes
    import os

    if os.fork() == 0:
        os._exit(0 if c_call("unshare", 0x10000000) == 0 else 1)
    if os.waitstatus_to_exitcode(os.wait()[1]) == 0:
        got("unshare")
    child = system_call("clone", 0x10000000 | 17, 0, 0, 0, 0)
    if child == 0:
        c_call("_exit", 0)
    if child > 0:
        os.waitpid(child, 0)
        got("clone")
    arguments = ctypes.create_string_buffer(88)
    ctypes.memmove(arguments, (0x10000000).to_bytes(8, "little"), 8)
    child = system_call("clone3", arguments, 88)
    if child == 0:
        c_call("_exit", 0)
    if child > 0:
        got("clone3")
    return 2 * x
