//! What the forms of a comparison have in common; the forms themselves are seen through the command line.
