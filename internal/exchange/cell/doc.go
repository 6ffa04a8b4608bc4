// Package cell reads single values as people and programs write them: dates and moments, times of day,
// durations, numbers, ratings and words for them, in the five languages of the program. It never
// guesses between two readings: what can be read two ways is not read, or only with the order or unit
// that the caller knows.
package cell
