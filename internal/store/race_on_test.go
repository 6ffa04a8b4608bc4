//go:build race

package store

// raced says that the race detector watches, which needs many times the time and keeps copies of its own.
const raced = true
