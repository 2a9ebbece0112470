"""Charts: a function each from meaning, look and room to a matplotlib figure; and figures recorded as drawings."""
