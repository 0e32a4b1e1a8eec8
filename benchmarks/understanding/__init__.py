"""How well speech that nobody tuned to is understood, and which way of learning does it best.

``development`` the lines and what a fair listener takes them for · ``targets`` what is counted,
and how much of it is wanted · ``approaches`` the ways that were weighed · ``__main__`` the table.
"""
