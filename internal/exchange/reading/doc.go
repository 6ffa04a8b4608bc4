// Package reading is the neutral form between a file and the diary: what was read, before anyone decides
// what goes where. A file gives one [Set]: stretches of sleep, values by the name that they have in the
// file, doses, blood tests and tags, and every row that was left out with its reason. Rows in are rows
// used and rows left out; nothing goes without being counted.
package reading
