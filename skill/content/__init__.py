"""What the skill may say: the types, and the loader that reads and checks ``content/`` once.

``types`` is the glossary · ``read`` finds and parses the files · ``build`` makes values of them ·
``check`` holds the rules · ``load`` does all of it, once per change of the content.
"""
