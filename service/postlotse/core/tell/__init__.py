"""What was decided about a message and why, in German sentences for staff: ordered sections without any markup."""
