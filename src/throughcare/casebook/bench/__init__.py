"""`throughcare bench`: the service against two floors, on the same data in the same run.

The first floor is the bare SQL of the operation, with the indexes it needs; the second is that SQL
behind a minimal page on the same server, without session, permission, audit or template engine.
Ratios travel to another machine; times do not.
"""
