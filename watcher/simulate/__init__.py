"""simulate: whole job searches, drawn from a seed, to run the program against."""
