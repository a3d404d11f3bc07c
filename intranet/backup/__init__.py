"""Taking the whole house along, and putting it back: rows and files together.

There is one way for both databases: rows are read in one consistent snapshot over
our own connection and written as lines of JSON. So it needs no program beside us
(pg_dump must be as new as its server, and is often not there), a backup of SQLite
can be restored on Postgres and the other way round, and every backup can be read
without us in ten years.
"""
