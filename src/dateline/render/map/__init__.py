"""Maps of events: outlines of countries, events gathered where they lie near one another, as SVG."""
