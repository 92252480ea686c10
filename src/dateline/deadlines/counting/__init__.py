"""Counting as texts count: periods, working days, named rules and what a due date was counted from."""
