"""A conversation in the terminal: type what you would say, read what you would hear.

``talk`` holds it and keeps every turn, to go back to · ``commands`` what can be typed besides
words · ``screen`` puts lines on a terminal or into a pipe · ``showing`` a turn as such lines ·
``reasons`` why words were taken for an intent · ``keyboard`` what is typed, and the key that breaks
in · ``pace`` how long a reply takes here · ``voice`` says it aloud.
"""
