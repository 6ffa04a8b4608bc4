// Package diarytest makes diary records for the tests of other packages. Only tests import it.
package diarytest

import (
	"testing"

	"stillnight/internal/diary"
)

// FullNight returns a night with an answer in every field.
func FullNight(t testing.TB, date diary.Date) diary.Night {
	t.Helper()
	n := diary.Night{Date: date}
	for _, f := range diary.NightFields {
		Answer(t, f, &n)
	}
	return n
}

// Answer puts a valid answer into a field of a night. It differs from zero, and where it can from field to
// field, so that two that change places are noticed.
func Answer(t testing.TB, f diary.Field, n *diary.Night) {
	t.Helper()
	different := 1 + len(f.Name)%7
	switch v := f.In(n).(type) {
	case *diary.Optional[int]:
		*v = diary.Some(min(different, f.Max))
	case *diary.Optional[float64]:
		*v = diary.Some(float64(different) + 0.25)
	case *diary.Optional[diary.Clock]:
		*v = diary.Some(diary.Clock(600 + 100*different))
	case *bool:
		*v = true
	case *string:
		*v = "An answer in " + f.Name
	case diary.Choice:
		v.Choose(v.All()[:1])
	default:
		t.Fatalf("%s: no answer is known for a field of the kind %s", f.Name, f.Kind)
	}
}
