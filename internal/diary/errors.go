package diary

import (
	"fmt"
	"strings"
)

// Reason says what is wrong with a field. The words a user reads for it live in the translations
// under "error.reason.<reason>".
type Reason string

// The reasons a value can be refused.
const (
	OutOfRange  Reason = "out_of_range"  // outside Min to Max
	Required    Reason = "required"      // nothing given where something must be
	Unknown     Reason = "unknown"       // not one of the known choices
	InFuture    Reason = "in_future"     // after the night that may be recorded now
	EndNotAfter Reason = "end_not_after" // a phase that ends on or before its first night
	NotLater    Reason = "not_later"     // one of a list that is not later than the one before it
	Overlaps    Reason = "overlaps"      // a phase that begins before the one before it ended
	TooLong     Reason = "too_long"      // text longer than Max characters
	Duplicate   Reason = "duplicate"     // the same date or name a second time
	NotANumber  Reason = "not_a_number"  // NaN or infinite
	NotATime    Reason = "not_a_time"    // not a time of day
	Contradicts Reason = "contradicts"   // cannot be true together with another field
	BadDate     Reason = "bad_date"      // no such day, or outside the years a diary holds
)

// FieldError says that one field of one record cannot be kept, and why.
type FieldError struct {
	// Field names the field as in the JSON form: "severity", "phases[1].end".
	Field  string
	Reason Reason
	// Min and Max bound the value where Reason is OutOfRange or TooLong.
	Min, Max float64
	// Subject names what it is about where a field alone does not say it: an intervention's name, a date.
	Subject string
}

// Error describes the fault for a log; users are shown translated words instead.
func (e *FieldError) Error() string {
	where := e.Field
	if e.Subject != "" {
		where = e.Subject + ": " + e.Field
	}
	switch e.Reason {
	case OutOfRange:
		return fmt.Sprintf("%s must be between %g and %g", where, e.Min, e.Max)
	case TooLong:
		return fmt.Sprintf("%s is longer than %g characters", where, e.Max)
	case EndNotAfter:
		return where + " must be after the start"
	case NotLater:
		return where + " must be later than the one before it"
	case InFuture:
		return where + " lies in the future"
	case Overlaps:
		return where + " begins before the phase before it has ended"
	default:
		return where + ": " + strings.ReplaceAll(string(e.Reason), "_", " ")
	}
}

// FieldErrors are all the faults of one record, in the order of its fields.
type FieldErrors []*FieldError

// Error lists the faults.
func (es FieldErrors) Error() string {
	parts := make([]string, len(es))
	for i, e := range es {
		parts[i] = e.Error()
	}
	return strings.Join(parts, "; ")
}

// For returns the fault of one field, or nil.
func (es FieldErrors) For(field string) *FieldError {
	for _, e := range es {
		if e.Field == field {
			return e
		}
	}
	return nil
}

// checker collects the faults of one record.
type checker struct{ errs FieldErrors }

func (c *checker) add(field string, reason Reason) {
	c.errs = append(c.errs, &FieldError{Field: field, Reason: reason})
}

func (c *checker) outOfRange(field string, low, high float64) {
	c.errs = append(c.errs, &FieldError{Field: field, Reason: OutOfRange, Min: low, Max: high})
}

func (c *checker) intIn(field string, v Optional[int], low, high int) {
	if n, ok := v.Get(); ok && (n < low || n > high) {
		c.outOfRange(field, float64(low), float64(high))
	}
}

func (c *checker) clock(field string, v Optional[Clock]) {
	if n, ok := v.Get(); ok && (n < 0 || n > MaxClock) {
		c.outOfRange(field, 0, float64(MaxClock))
	}
}

func (c *checker) floatIn(field string, v Optional[float64], low, high float64) {
	n, ok := v.Get()
	switch {
	case !ok:
	case n != n || n > maxFinite || n < -maxFinite:
		c.add(field, NotANumber)
	case n < low || n > high:
		c.outOfRange(field, low, high)
	}
}

func (c *checker) text(field, s string, most int) {
	if len([]rune(s)) > most {
		c.errs = append(c.errs, &FieldError{Field: field, Reason: TooLong, Max: float64(most)})
	}
}

func (c *checker) date(field string, d Date) {
	if d.IsZero() {
		c.add(field, Required)
		return
	}
	if y, _, _ := d.YMD(); y < MinYear || y > MaxYear {
		c.add(field, BadDate)
	}
}

// err returns nil, not an empty list, when all is well.
func (c *checker) err() error {
	if len(c.errs) == 0 {
		return nil
	}
	return c.errs
}

const maxFinite = 1e300

// Longest texts that a diary keeps, in characters.
const (
	MaxNote = 10_000
	MaxName = 200
)
