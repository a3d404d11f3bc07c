"""Photos people put in: made small, stripped of place, fetched only by who may."""
