"""Commands of staff to the assistant (requirement 10.9), scored by what they show and what they change."""
