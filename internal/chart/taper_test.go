package chart

import (
	"testing"

	"stillnight/internal/diary"
)

// taperOver is a diary of so many nights with a step prescribed on the first of them and one halfway.
func taperOver(nights int, noted bool) (diary.Diary, diary.Intervention) {
	first := diary.MustDate(2016, 1, 1)
	d := diary.Diary{}
	iv := diary.Intervention{Name: "Ropinirole", Phases: []diary.Phase{{Start: first, Dose: diary.Some(1.0), Unit: "mg"}},
		Prescribed: []diary.PrescribedStep{{Date: first, Dose: 1, Unit: "mg"}, {Date: first.AddDays(nights / 2), Dose: 0.5, Unit: "mg"}}}
	for i := range nights {
		d.Nights = append(d.Nights, diary.Night{Date: first.AddDays(i), Severity: diary.Some(4)})
		if noted {
			iv.Intakes = append(iv.Intakes, diary.Intake{Night: first.AddDays(i), Status: diary.Taken})
		}
	}
	return d, iv
}

func TestAFewNightsOfATaperFillItsPicture(t *testing.T) {
	for _, c := range []struct{ nights, shown int }{{1, 7}, {5, 7}, {9, 9}, {200, 185}} {
		d, iv := taperOver(c.nights, false)
		view := Taper(d, iv, nil, Style{Palette: Light(), TextPt: 10, DPI: 96, L: english(t)}).(*taper)
		if len(view.values) != c.shown {
			t.Errorf("%d nights: %d shown, want %d", c.nights, len(view.values), c.shown)
		}
	}
}

func TestATapersLegendNamesWhatIsDrawn(t *testing.T) {
	l := english(t)
	for noted, want := range map[bool]string{false: l.T("chart.taper.meant"), true: l.T("chart.taper.noted")} {
		d, iv := taperOver(30, noted)
		items := Taper(d, iv, nil, Style{Palette: Light(), TextPt: 10, DPI: 96, L: l}).(*taper).legend()
		if len(items) != 2 || items[1].label != want {
			t.Errorf("noted %v: %+v", noted, items)
		}
	}
}
