"""How an installation is told what it is: options, database, Django settings, serving.

Nothing here knows an area of work; `base` names the areas as strings, in the order of dependency.
"""
