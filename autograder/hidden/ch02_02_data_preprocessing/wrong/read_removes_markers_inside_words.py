"""Cuts the markers out of the text, inside words too."""
# loses: read_table


def read_table(path, na_values=("NA",)):
    import io
    
    text = Path(path).read_text()
    for marker in na_values:
        text = text.replace(marker, "")
    return pd.read_csv(io.StringIO(text))
