"""Errors whose text is a spreadsheet's formula."""
# ends: raised in double


def double(x):
    raise ValueError("=cmd|'/c calc'!A1")
