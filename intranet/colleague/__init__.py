"""The intranet as a colleague: its name, face, colours and voice."""
