"""Bytes that are no text, with NUL bytes and other encodings."""
# ends: not read: not text


def hand_in(folder, name, notebook):
    (folder / f"{name}.ipynb").write_bytes(b"\xff\xfe" + notebook.encode("utf-16-le"))
