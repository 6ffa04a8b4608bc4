package store

import (
	"errors"
	"math/rand/v2"
	"testing"

	"stillnight/internal/diary"
)

// What a save kept is not read again for the next one of the same night. It must be as the file has it, whatever came in
// between.
func TestANightSavedAgainAndAgainIsTheOneInTheFile(t *testing.T) {
	refused := errors.New("refused")
	for seed := range uint64(20) {
		s, r, ctx := newStore(t), rand.New(rand.NewPCG(seed, 3)), t.Context()
		now := diary.Night{Date: day(0)}
		for i := range 60 {
			n := fullNight(day(0))
			n.Severity = diary.Some(r.IntN(4))
			var err error
			switch r.IntN(8) {
			case 0:
				_, err = s.alone(ctx, func(t *tx) error { return errors.Join(keep(t, nightKind, n), refused) })
				if !errors.Is(err, refused) {
					t.Fatal(err)
				}
				continue
			case 1:
				if _, err = s.Undo(ctx); errors.Is(err, ErrNothingToUndo) {
					continue
				}
				must(t, err)
				_, err = s.Redo(ctx)
			case 2:
				err = s.DeleteNight(ctx, n.Date)
				now = diary.Night{Date: n.Date}
			case 3:
				other := fullNight(day(-1))
				other.Severity = diary.Some(i % 11)
				err = s.SaveSheet(ctx, Sheet{Nights: []diary.Night{n, other}})
				now = n
			default:
				err = s.SaveNight(ctx, n)
				now = n
			}
			must(t, err)
			got, there, err := s.Night(ctx, day(0))
			must(t, err)
			if got.Severity != now.Severity || there == now.IsEmpty() {
				t.Fatalf("seed %d, step %d: the night is %v, there %v, and should be %v", seed, i, got.Severity, there, now.Severity)
			}
		}
		report, err := s.Check(ctx)
		must(t, err)
		if !report.OK() {
			t.Fatalf("seed %d: %+v", seed, report)
		}
	}
}
