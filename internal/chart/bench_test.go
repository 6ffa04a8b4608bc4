package chart

import (
	"fmt"
	"image"
	"testing"
	"time"

	gochart "github.com/wcharczuk/go-chart/v2"

	"stillnight/internal/chart/draw"
	"stillnight/internal/diary"
)

// BenchmarkTimeline draws a timeline with 20 remedies on 1600 × 900 pixels, from the diary to the last
// pixel.
func BenchmarkTimeline(b *testing.B) {
	const w, h = 1600, 900
	for _, n := range []int{365, 3650, 18250} {
		d := sampleDiary(n, 20)
		s := Style{Palette: Light(), L: english(b)}
		b.Run(fmt.Sprintf("nights=%d/ours", n), func(b *testing.B) {
			img := image.NewRGBA(image.Rect(0, 0, w, h))
			medianOfLoop(b, func() {
				if err := Timeline(d, TimelineView{}, s).Draw(draw.NewPixelsOn(img, 96), w, h); err != nil {
					b.Fatal(err)
				}
			})
		})
	}
}

// BenchmarkTimelineBesideGoChart draws ten years with 20 remedies, and has go-chart's own renderer draw the nights alone, once,
// since that takes many seconds. It reports how many times faster ours is.
func BenchmarkTimelineBesideGoChart(b *testing.B) {
	const w, h = 1600, 900
	d := sampleDiary(3650, 20)
	s := Style{Palette: Light(), L: english(b)}
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	var ours, theirs []float64
	took := func(into *[]float64, f func() error) {
		start := time.Now()
		if err := f(); err != nil {
			b.Fatal(err)
		}
		*into = append(*into, float64(time.Since(start).Microseconds())/1000)
	}
	took(&theirs, func() error { return plainChart(d, w, h).Render(gochart.PNG, &gochart.ImageWriter{}) })
	for b.Loop() {
		took(&ours, func() error { return Timeline(d, TimelineView{}, s).Draw(draw.NewPixelsOn(img, 96), w, h) })
	}
	b.ReportMetric(medianOf(ours), "ours-ms")
	b.ReportMetric(medianOf(theirs), "gochart-ms")
	b.ReportMetric(medianOf(theirs)/medianOf(ours), "×faster")
}

// medianOfLoop runs f as a benchmark and reports the median beside the mean.
func medianOfLoop(b *testing.B, f func()) {
	var took []float64
	for b.Loop() {
		start := time.Now()
		f()
		took = append(took, float64(time.Since(start).Microseconds())/1000)
	}
	b.ReportMetric(medianOf(took), "median-ms/op")
}

// plainChart is the same nights as go-chart would draw them by itself: a dotted series and a moving
// mean of 7, on axes with ranges that it does not choke on.
func plainChart(d diary.Diary, w, h int) gochart.Chart {
	nights := gochart.ContinuousSeries{Style: gochart.Style{DotWidth: 3, DotColor: gochart.ColorBlue}}
	for _, n := range d.Nights {
		nights.XValues = append(nights.XValues, float64(n.Date.Sub(d.Nights[0].Date)))
		nights.YValues = append(nights.YValues, float64(n.Severity.Or(0)))
	}
	return gochart.Chart{
		Width: w, Height: h,
		YAxis:  gochart.YAxis{Range: &gochart.ContinuousRange{Min: 0, Max: 10}},
		Series: []gochart.Series{nights, gochart.SMASeries{InnerSeries: nights, Period: 7}},
	}
}

// BenchmarkPanZoom draws the frames of a drag and a zoom through ten years.
func BenchmarkPanZoom(b *testing.B) {
	const w, h = 1600, 900
	d := sampleDiary(3650, 20)
	first, last, _ := d.Span()
	s := Style{Palette: Light(), L: english(b)}
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	view := TimelineView{First: first, Last: last}
	frame := 0
	medianOfLoop(b, func() {
		frame++
		switch {
		case frame%40 < 20:
			view = view.Zoom(0.9, diary.Date.AddDays(view.First, 100)).Clamp(first, last)
		default:
			view = view.Zoom(1.1, view.First).Pan(20).Clamp(first, last)
		}
		if err := Timeline(d, view, s).Draw(draw.NewPixelsOn(img, 96), w, h); err != nil {
			b.Fatal(err)
		}
	})
}
