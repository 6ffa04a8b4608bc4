package chart

import (
	"sync"
	"testing"
	"time"

	"stillnight/internal/chart/draw"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
)

func TestPicturesOfAnySizeAreDrawn(t *testing.T) {
	l := english(t)
	for what, d := range hardDiaries() {
		for _, dpi := range []float64{0, 96, 250} {
			for name, p := range everyPicture(t, d, Style{Palette: Dark(), L: l, DPI: dpi}) {
				for _, size := range [][2]int{{0, 0}, {1, 1}, {3, 400}, {400, 3}, {60, 60}, {150, 90}, {3000, 40}} {
					if err := p.Draw(draw.NewPixels(size[0], size[1], dpi), size[0], size[1]); err != nil {
						t.Errorf("%s of %s at %v: %v", name, what, size, err)
					}
					if loc, ok := p.(Locator); ok {
						loc.NightAt(size[0]/2, size[1]/2, size[0], size[1])
						loc.Spot(diary.MustDate(2025, time.June, 1), size[0], size[1])
						loc.Describe(diary.MustDate(2025, time.June, 1))
					}
				}
			}
		}
	}
}

func TestTimelineOfAnyView(t *testing.T) {
	s := Style{Palette: Light(), L: english(t)}
	d := richDiary(200)
	first, last, _ := d.Span()
	d.Interventions = append(d.Interventions, diary.Intervention{ID: 77, Name: "Nothing yet"},
		diary.Intervention{ID: 78, Name: "Next month", Phases: []diary.Phase{{Start: last.AddDays(30)}}})
	for _, o := range append([]compare.Outcome{""}, compare.Outcomes...) {
		for _, v := range []TimelineView{
			{Outcome: o},
			{First: first.AddDays(-400), Last: last.AddDays(400), Outcome: o},
			{First: last.AddDays(100), Last: last.AddDays(130), Outcome: o},
			{First: last, Last: first, Outcome: o},
			{First: first, Last: first, Outcome: o},
			{Last: last, Outcome: o},
		} {
			p := Timeline(d, v, s)
			if _, err := Image(p, 700, 300, 96); err != nil {
				t.Errorf("%+v: %v", v, err)
			}
			if p.Text() == "" {
				t.Errorf("%+v has no text", v)
			}
		}
	}
}

func TestPicturesMayBeDrawnAtOnce(t *testing.T) {
	s := Style{Palette: Light(), L: english(t)}
	d := richDiary(120)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for _, size := range []int{300, 500, 800} {
				if _, err := Image(Timeline(d, TimelineView{}, s), size, size/2, 96); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
}

func TestMissingNightsAreGapsInTheMean(t *testing.T) {
	first := diary.MustDate(2026, time.March, 1)
	var d diary.Diary
	for i := range 40 {
		if i < 10 || i >= 25 {
			d.Nights = append(d.Nights, diary.Night{Date: first.AddDays(i), Severity: diary.Some(5)})
		}
	}
	p := Timeline(d, TimelineView{}, Style{L: english(t)}).(*timeline)
	for i, v := range p.means {
		// Three of the last seven must be recorded: up to the fourth missing night, from the third after.
		want := i >= 2 && i < 14 || i >= 27
		if got := v == v; got != want {
			t.Errorf("night %d: mean %v", i, v)
		}
		if v == v && v != 5 {
			t.Errorf("night %d: mean %v of fives", i, v)
		}
	}
}
