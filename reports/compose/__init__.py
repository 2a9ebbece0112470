"""From a programme to a story: what is said of it, in which order."""
