"""What every module stands on and that knows no product words: settings, database, events, jobs, clock."""
