"""What an address says besides the filters of its page: a moment of the past, or nothing at all."""
