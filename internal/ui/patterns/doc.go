// Package patterns is the screen that looks across all nights: triggers, weekdays, times of onset, the
// calendar, what brings relief, and what should be told to a doctor.
package patterns
