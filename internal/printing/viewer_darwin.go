package printing

// viewer is the command that opens a file in the program the user chose for it.
const viewer = "open"
