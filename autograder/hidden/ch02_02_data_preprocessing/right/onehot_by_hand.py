"""Comparisons, column by column; the missing cells come first."""
# covers: one_hot_with_na


def one_hot_with_na(df):
    numeric = df.select_dtypes("number")
    out = numeric.copy()
    for name in df.columns:
        if name in numeric.columns:
            continue
        missing = df[name].isna()
        for word in df[name].dropna().unique():
            out[f"{name}_{word}"] = df[name] == word
        out[f"{name}_nan"] = missing
    return out
