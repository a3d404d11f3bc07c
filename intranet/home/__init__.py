"""The front page of the digital colleague."""
