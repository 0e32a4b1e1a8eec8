"""Takes the pictures in ``docs/images``, with Debian's Chromium: ``python -m docs.screenshots``.

``camera`` opens pages of a simulator of its own and keeps pictures small · ``page`` what is taken
of the simulator's page · ``screens`` the skill's screens, without the page around them.
"""
