"""What was read back, held against what is expected."""
