"""A socket instead of a file."""
# ends: not read: not a file
# doors: engine

import os
import socket


def hand_in(folder, name, notebook):
    here = os.getcwd()
    os.chdir(folder)  # a socket's path is short
    with socket.socket(socket.AF_UNIX) as sock:
        sock.bind(f"{name}.ipynb")
    os.chdir(here)
