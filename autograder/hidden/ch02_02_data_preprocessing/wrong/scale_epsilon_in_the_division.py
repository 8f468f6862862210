"""Adds a small number to the deviation."""
# loses: standardize_split


def standardize_split(train, test, cols):
    mean, std = train[cols].mean(), train[cols].std() + 1e-8
    
    
    def scale(df):
        scaled = df.copy()
        scaled[cols] = (df[cols] - mean) / std
        return scaled
    
    return scale(train), scale(test)
