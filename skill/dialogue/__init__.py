"""The conversation, pure: (state, event, content, now) -> (state, acts).

No Alexa, no Flask, no files, no clock in here. Rooms, from the ground up:

``events`` what a person meant · ``acts`` what is said, before wording · ``state`` where we are ·
``triage`` what is owed and what to ask next · ``position`` which movement is next ·
``returning`` the way back from a detour · ``menu`` ``check`` ``danger`` ``relief`` ``learn``
``advice`` one phase or interruption each · ``everywhere`` help, stop, repeat and their like ·
``conversation`` who decides.
"""
