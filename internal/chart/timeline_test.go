package chart

import (
	"fmt"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

func english(t testing.TB) *i18n.Localizer {
	t.Helper()
	l, err := i18n.New("en-GB")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// sampleDiary has n nights from 3 February 2025 with gaps, and remedies spread over them.
func sampleDiary(n, remedies int) diary.Diary {
	r := rand.New(rand.NewPCG(7, 11))
	var d diary.Diary
	first := diary.MustDate(2025, time.February, 3)
	if n > 3000 {
		first = diary.MustDate(1990, time.February, 3)
	}
	level, drift := 6.0, 0.0
	for i := range n {
		drift = 0.8*drift + r.NormFloat64()*0.8
		if r.Float64() < 0.12 || n > 60 && i%97 < 5 {
			continue
		}
		v := level + drift + r.NormFloat64()
		if i > n/2 {
			v -= 2
		}
		night := diary.Night{Date: first.AddDays(i), Severity: diary.Some(min(max(int(v+0.5), 0), 10))}
		night.SleepHours = diary.Some(7 - v/4)
		if i%41 == 7 {
			night.Unusual = diary.Travel
		}
		d.Nights = append(d.Nights, night)
	}
	names := []string{"Iron", "Magnesium", "Ropinirole", "Myofascial therapy", "Evening walk", "Compression wraps", "Gabapentin"}
	for k := range remedies {
		start := first.AddDays(10 + k*n/(remedies+1))
		iv := diary.Intervention{ID: int64(k + 1), Name: names[k%len(names)]}
		if k >= len(names) {
			iv.Name = fmt.Sprintf("%s %d", iv.Name, k/len(names)+1)
		}
		mid := start.AddDays(n / 6)
		iv.Phases = []diary.Phase{
			{Start: start, End: diary.Some(mid), Dose: diary.Some(1.0), Unit: "mg"},
			{Start: mid, Dose: diary.Some(3.0), Unit: "mg"},
		}
		if k%3 == 1 {
			iv.Phases[1].End = diary.Some(mid.AddDays(n / 8))
		}
		if k%4 == 3 {
			for s := range 6 {
				iv.Intakes = append(iv.Intakes, diary.Intake{Night: start.AddDays(s * 4), Status: diary.SessionDone})
			}
		}
		d.Interventions = append(d.Interventions, iv)
	}
	if n > 30 {
		d.Labs = []diary.LabResult{
			{Date: first.AddDays(n / 10), Test: diary.Ferritin, Value: 32, Unit: "µg/L"},
			{Date: first.AddDays(n / 2), Test: diary.Ferritin, Value: 78, Unit: "µg/L"},
		}
		d.Visits = []diary.Visit{{Date: first.AddDays(n * 2 / 3)}}
	}
	return d
}

// look writes a picture to the folder in LOOK, for judging by eye.
func look(t *testing.T, name string, p Picture, w, h int, dpi float64) {
	t.Helper()
	img, err := Image(p, w, h, dpi)
	if err != nil {
		t.Fatal(err)
	}
	folder := os.Getenv("LOOK")
	if folder == "" {
		return
	}
	f, err := os.Create(filepath.Join(folder, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
}

func TestLookTimeline(t *testing.T) {
	l := english(t)
	d := sampleDiary(430, 5)
	look(t, "timeline", Timeline(d, TimelineView{}, Style{Palette: Light(), L: l}), 1200, 560, 96)
	look(t, "timeline-small", Timeline(d, TimelineView{}, Style{Palette: Dark(), L: l}), 500, 260, 96)
	look(t, "timeline-200", Timeline(d, TimelineView{}, Style{Palette: Night(), L: l, TextPt: 19.5}), 1000, 600, 96)
	look(t, "timeline-10y", Timeline(sampleDiary(3650, 20), TimelineView{}, Style{Palette: Light(), L: l}), 1600, 900, 96)
	look(t, "timeline-10y-grey", Timeline(sampleDiary(3650, 20), TimelineView{}, Style{Palette: PaperGrey(), L: l}), 1000, 500, 96)
	look(t, "timeline-month", Timeline(sampleDiary(40, 2), TimelineView{}, Style{Palette: Light(), L: l}), 800, 400, 96)
}
