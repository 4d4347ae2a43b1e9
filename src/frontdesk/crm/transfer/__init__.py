"""Transfer: files of records on their way in and out."""
