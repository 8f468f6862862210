"""A function applied to each column."""
# covers: fill_numeric_mean


def fill_numeric_mean(df):
    return df.apply(lambda column: column.fillna(column.mean()) if column.dtype.kind in "if" else column)
