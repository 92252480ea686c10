"""Charts as SVG, made of values alone: counts, scores, slippage, states, and the strips of single deadlines.

A chart has classes and no inline styles; `style.stylesheet` gives them their look. Its figures stand in its table too.
"""
