"""Splits lines at every comma, quoted or not."""
# loses: read_table


def read_table(path, na_values=("NA",)):
    lines = Path(path).read_text().splitlines()
    names = lines[0].split(",")
    rows = [line.split(",")[: len(names)] for line in lines[1:]]
    gone = {"", "NA", *na_values}
    df = pd.DataFrame([[None if cell in gone else cell for cell in row] for row in rows], columns=names)
    for name in names:
        try:
            df[name] = pd.to_numeric(df[name])
        except ValueError:
            pass
    return df
