"""False claims whose violations fill a thin set; a file each, read by path like a user's own."""
