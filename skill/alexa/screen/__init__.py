"""What a device with a screen shows of a turn, beside what it says.

``device`` who can show it · ``words`` acts -> what stands on the screen · ``hold`` the ring that
runs with the counts · ``pictures`` drawings from their layers · ``directive`` all of it as one APL
document, whose layouts are ``document.json``.

Nothing of this is imported or read before the first request from such a device.
"""
