"""The clinician's book: everything the skill can say, on one page to read, print and sign.

``facts`` reads the evidence · ``items`` and ``reviews`` know what a clinician has reviewed ·
``reading`` measures a line · ``parts`` holds the book's own types · ``chapters``, with ``relief``,
``danger``, ``entries`` and ``speaking``, fills them from ``content/`` · ``flow`` and ``drawing``
draw the triage · ``page``, with ``cover``, ``sections``, ``appendices`` and ``marks``, makes HTML.

``python -m docs.book`` writes it to ``docs/script/index.html``.
"""
