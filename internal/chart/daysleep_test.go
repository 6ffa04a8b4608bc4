package chart

import (
	"testing"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
)

// The onsets of one who sleeps by day lie around noon, where a night's own times begin. Every picture has them as one run.
func TestOnsetsAroundNoonAreOneRunInEveryPicture(t *testing.T) {
	var d diary.Diary
	first := diary.MustDate(2026, 1, 5)
	for i := range 84 {
		at := diary.Clock(1400 + i*7%80) // from 11:20 to 12:40
		d.Nights = append(d.Nights, diary.Night{Date: first.AddDays(i), Onset: diary.Some(at % (diary.MaxClock + 1))})
	}
	s := Style{Palette: Light(), TextPt: 10, DPI: 96, L: english(t)}
	week, ok := Weekdays(d, compare.OnsetMinutes, s).(*columns)
	if !ok || len(week.strips) != 7 {
		t.Fatalf("%+v", week)
	}
	for _, strip := range week.strips {
		for _, v := range strip.values {
			if v.value < strip.q1-80 || v.value > strip.q3+80 || v.value > week.axis.High {
				t.Errorf("%s: a night at %v lies apart from the middle half, %v to %v", strip.label, v.value, strip.q1, strip.q3)
			}
		}
		if strip.mid > week.axis.High {
			t.Errorf("%s: the median %v lies above the axis, which ends at %v", strip.label, strip.mid, week.axis.High)
		}
	}
	year, ok := Calendar(d, 2026, compare.OnsetMinutes, s).(*calendar)
	if !ok {
		t.Fatal("no calendar")
	}
	if span := year.shades.High - year.shades.Low; span > 4*60 {
		t.Errorf("the colours of the year run over %v minutes", span)
	}
	if values, _ := byNight(d, compare.OnsetMinutes, first, first.AddDays(83)); values[83]-values[0] > 80 || values[0] < 1400 {
		t.Errorf("over time they run from %v to %v", values[0], values[83])
	}
}
