"""The way to a Dask scheduler. Apart from the rest, so that a wrong address is said before torch is imported."""

from __future__ import annotations

import logging
import socket
from typing import Any

from autograder.errors import CourseError

CONNECT_S = 10


def connect(address: str) -> Any:
    """A client of the scheduler at an address.

    Raises:
        CourseError: Dask is not installed, or no scheduler answers there.
    """
    try:
        import distributed
    except ImportError:
        raise CourseError('--dask needs Dask\'s scheduler: pip install "d2l-autograder[dask]"') from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is said here, in a sentence
    try:
        host, port = distributed.comm.get_address_host_port(address)
        with socket.create_connection((host, port), CONNECT_S) as knock:  # Dask itself tries a refused one again and again
            if not address.startswith("tls:") and not knock.recv(1):  # a scheduler speaks first; anything else may never
                raise OSError("what listens there is not Dask")
        return distributed.Client(address, timeout=CONNECT_S, set_as_default=False)
    except (OSError, ValueError) as error:
        raise CourseError(
            f"{address}: no Dask scheduler answers there ({error}); start one with dask scheduler, and give the address "
            "that it prints, such as tcp://10.0.0.1:8786"
        ) from None
