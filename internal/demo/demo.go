package demo

import (
	"math/rand/v2"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// writer fills one sample diary, night after night.
type writer struct {
	rng *rand.Rand
	// luck decides how a night goes and whether it is written down. It is apart from rng, which
	// weekdays lead astray, so that the sample tells the same story whatever date it ends on.
	luck *rand.Rand
	// care decides which of the less common fields were filled in. It is apart from both, so that a new field
	// leaves all else in the sample as it is.
	care  *rand.Rand
	l     *i18n.Localizer
	first diary.Date
	d     diary.Diary
	// noise is tonight's deviation from the course; it carries over to the next night.
	noise float64
}

// Diary returns the sample diary: Nights nights ending with the night last, with the names and notes in
// the language of l. It is valid by diary.Validate.
func Diary(seed int64, last diary.Date, l *i18n.Localizer) diary.Diary {
	w := &writer{
		rng:   rand.New(rand.NewPCG(uint64(seed), 0x5711)),
		luck:  rand.New(rand.NewPCG(uint64(seed), 0x1b8)),
		care:  rand.New(rand.NewPCG(uint64(seed), 0xca4e)),
		l:     l,
		first: last.AddDays(1 - Nights),
	}
	w.interventions()
	w.triggers()
	w.visitsAndLabs()
	for day := range Nights {
		w.night(day)
	}
	w.d.Sort()
	return w.d
}

func (w *writer) date(day int) diary.Date { return w.first.AddDays(day) }

// chance is true with probability p.
func (w *writer) chance(p float64) bool { return w.rng.Float64() < p }

// between draws a whole number from low to high, both included.
func (w *writer) between(low, high int) int { return low + w.rng.IntN(high-low+1) }
