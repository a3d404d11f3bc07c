"""The manager's desk: settings, people in and out, the table of who may do what."""
