"""Counts column by column and keeps the first that has more than any before."""
# covers: drop_most_missing


def drop_most_missing(df):
    worst, most = None, 0
    for name in df.columns:
        n = sum(pd.isna(cell) for cell in df[name])
        if n > most:
            worst, most = name, n
    return df[[name for name in df.columns if name != worst]]
