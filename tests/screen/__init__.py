"""Every document that a screen can get, read as a device reads it: silently dropping what is wrong.

``expressions`` what stands in ``${...}`` · ``inflating`` a document with its data as components ·
``layout`` where each comes to lie, by a font's metrics · ``sampling`` the documents themselves.
"""
