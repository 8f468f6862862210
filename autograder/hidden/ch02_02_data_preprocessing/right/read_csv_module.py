"""Python's own csv reader, and pandas only at the end."""
# covers: read_table


def number(text):
    try:
        return float(text)
    except ValueError:
        return None


def read_table(path, na_values=("NA",)):
    import csv

    with open(path, newline="") as file:
        header, *rows = csv.reader(file)
    gone = {"", "NA", *na_values}
    columns = {}
    for j, name in enumerate(header):
        cells = [None if row[j] in gone else row[j] for row in rows]
        numeric = all(cell is None or number(cell) is not None for cell in cells)
        columns[name] = [float("nan") if c is None else float(c) for c in cells] if numeric else cells
    return pd.DataFrame(columns)
