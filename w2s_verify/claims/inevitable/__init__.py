"""Claims: How probable gain is over pairs of student and teacher."""
