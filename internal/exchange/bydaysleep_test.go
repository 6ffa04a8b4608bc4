package exchange_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/exchange"
)

// Who sleeps by day and has the night end at six in the evening finds sleep from a watch on the night on which it would have
// been written down by hand, and a nap in the evening left out.
func TestSleepByDayBelongsToTheNightThatItsRuleSays(t *testing.T) {
	const table = "Start,End\n" +
		"2026-03-03 08:10,2026-03-03 14:30\n" +
		"2026-03-04 13:00,2026-03-04 15:30\n" + // short, and in the middle of the day
		"2026-03-05 13:00,2026-03-05 19:30\n" +
		"2026-03-05 21:00,2026-03-05 21:40\n"
	for _, c := range []struct {
		name   string
		nights diary.Boundaries
		want   string
	}{
		{"noon", nil, "2026-03-02 6.25, 2026-03-05 7.25"}, // a nap, and two sleeps of one night,
		{"18:00", diary.Boundaries{{From: diary.MustDate(2026, 1, 1), Hour: 18}}, "2026-03-02 6.25, 2026-03-03 2.5, 2026-03-04 6.5"},
		{"18:00 from the 5th", diary.Boundaries{{From: diary.MustDate(2026, 3, 5), Hour: 18}}, "2026-03-02 6.25, 2026-03-04 6.5"},
	} {
		t.Run(c.name, func(t *testing.T) {
			found, err := exchange.FindBytes(t.Context(), "sleep.csv", []byte(table), exchange.Env{Zone: time.UTC, Nights: c.nights})
			if err != nil {
				t.Fatal(err)
			}
			p, err := found.Propose(t.Context(), exchange.Choices{}, latest)
			if err != nil {
				t.Fatal(err)
			}
			var list []string
			for _, n := range p.Diary.Nights {
				list = append(list, fmt.Sprintf("%s %v", n.Date, n.SleepHours.Or(0)))
			}
			if got := strings.Join(list, ", "); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}
