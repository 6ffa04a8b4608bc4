// Package timeline is the screen that shows the whole diary, from years to weeks: every night, what was
// tried and when.
package timeline
