"""Small programs around the house: `make help` tells what each is for."""
