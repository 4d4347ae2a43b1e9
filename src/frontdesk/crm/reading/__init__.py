"""Reading of records: single ones, pages, groups, boards, streams; always through the view of what the caller sees."""
