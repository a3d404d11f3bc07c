"""How people sign in, and how their devices are let go."""
