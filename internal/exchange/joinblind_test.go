package exchange

import (
	"testing"

	"stillnight/internal/diary"
)

// A key that was seen in one of two versions of a diary was seen, whichever is brought into the other.
func TestAJoinedTrialWasSeenWhereOneOfTheTwoWas(t *testing.T) {
	day := diary.MustDate(2026, 3, 2)
	b := diary.BlindTrial{Begun: day, Boxes: 4, Days: 14, Seed: 5}
	with := func(opened, seen int) diary.BlindTrial {
		b := b
		if opened > 0 {
			b.Opened = diary.Some(day.AddDays(opened))
		}
		if seen > 0 {
			b.Seen = diary.Some(day.AddDays(seen))
		}
		return b
	}
	for _, x := range []struct {
		name         string
		mine, theirs diary.BlindTrial
		want         diary.BlindTrial
	}{
		{"nobody", with(0, 0), with(0, 0), with(0, 0)},
		{"theirs sealed again", with(0, 0), with(0, 9), with(0, 9)},
		{"mine sealed again", with(0, 9), with(0, 0), with(0, 9)},
		{"theirs opened", with(0, 0), with(9, 0), with(9, 0)},
		{"theirs opened sooner", with(60, 0), with(9, 0), with(60, 9)},
		{"mine opened sooner", with(9, 0), with(60, 0), with(9, 0)},
		{"mine opened, theirs seen sooner", with(60, 0), with(0, 9), with(60, 9)},
		{"both sealed again", with(0, 12), with(0, 9), with(0, 9)},
	} {
		if got := joinBlind([]diary.BlindTrial{x.mine}, []diary.BlindTrial{x.theirs}); len(got) != 1 || got[0] != x.want {
			t.Errorf("%s: %+v, want %+v", x.name, got, x.want)
		}
	}
}
