"""Two edited versions of a TOML file of records merged by what they made of a third: field by field."""
