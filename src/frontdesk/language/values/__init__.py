"""Values in a text: dates and periods, times, durations, numbers, money, percent, phone numbers, addresses."""
