"""Turns missing cells into the word nan, and cannot tell the two apart."""
# loses: one_hot_with_na


def one_hot_with_na(df):
    out = df.select_dtypes("number")
    for c in df.select_dtypes(exclude="number"):
        cells = ["nan" if pd.isna(v) else v for v in df[c]]
        for word in sorted({*cells, "nan"}):
            out = out.assign(**{f"{c}_{word}": [v == word for v in cells]})
    return out
