package store

import (
	"context"
	"errors"
	"reflect"
	"testing"
)

// impatient is a context of someone who gives up after a number of questions whether they still wait.
type impatient struct {
	context.Context
	left int
}

func (c *impatient) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

// Bringing in many nights takes long. Whoever gives up meanwhile has the diary as it was, at whatever point that is.
func TestAnImportThatIsGivenUpChangesNothing(t *testing.T) {
	s := newStore(t)
	must(t, s.fill(t.Context(), sample(10), nil))
	before := whole(t, s)
	const most = 500
	for patience := range most {
		_, err := s.Import(&impatient{t.Context(), patience}, sample(40), TakeTheirs)
		if err == nil {
			if patience <= 40 {
				t.Errorf("40 nights were written though nobody waited after %d questions", patience)
			}
			return
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("after %d questions: %v", patience, err)
		}
		if now := whole(t, s); !reflect.DeepEqual(now, before) {
			t.Fatalf("given up after %d questions, and the diary has %d nights", patience, len(now.Nights))
		}
	}
	t.Errorf("not done after %d questions", most)
}
