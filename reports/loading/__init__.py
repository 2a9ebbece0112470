"""How a job's files are read: the data file with its checks, a brief that has it inside, the look."""
