"""Makes a system call by the old 32-bit gate, whose numbers mean something else."""
# ends: killed or full marks in double


def double(x):
    import ctypes
    import mmap
    import platform

    if platform.machine() == "x86_64":
        code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
        code.write(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")  # mov eax, 20 (getpid); int 0x80; ret
        address = ctypes.addressof(ctypes.c_char.from_buffer(code))
        got("pid", ctypes.CFUNCTYPE(ctypes.c_long)(address)())
    return 2 * x
