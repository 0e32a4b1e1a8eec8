"""The clinician's book: everything the skill can say, on one page to read, print and sign.

``facts`` reads the evidence · ``items`` and ``reviews`` know what a clinician has reviewed ·
``editions`` since when the text reads so · ``reading`` measures a line · ``parts`` holds the
book's own types · ``chapters``, with ``relief``, ``signs``, ``danger``, ``entries`` and
``speaking``, fills them from ``content/`` · ``sayings`` takes what people say from the built
interaction model · ``talks`` says the files of ``talks/`` to the real skill · ``flow`` and
``drawing`` draw the triage · ``index`` finds the terms of ``index.toml`` · ``page``, with
``cover``, ``sections``, ``talk_page``, ``appendices`` and ``marks``, makes HTML.

``python -m docs.book`` writes it to ``docs/script/index.html``.
"""
