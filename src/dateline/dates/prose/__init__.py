"""English for dates, both ways: words to ranked EDTF candidates, and EDTF to words.

The words are never guessed at: where they have two meanings, both are given. Nothing here knows what day it is;
relative words ("eight months earlier") need an anchor.
"""
