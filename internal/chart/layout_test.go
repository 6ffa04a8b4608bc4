package chart

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"stillnight/internal/chart/draw"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
)

// spy is a renderer that also notes where each piece of text lies.
type spy struct {
	*draw.Pixels
	bold  bool
	size  float64
	words []placedText
}

type placedText struct {
	text                     string
	left, top, right, bottom float64
}

func (s *spy) SetBold(bold bool) {
	s.bold = bold
	s.Pixels.SetBold(bold)
}

func (s *spy) SetFontSize(size float64) {
	s.size = size
	s.Pixels.SetFontSize(size)
}

func (s *spy) Text(body string, x, y int) {
	em := s.size * s.DPI() / 72
	s.words = append(s.words, placedText{
		body, float64(x), float64(y) - 0.72*em, float64(x) + draw.Width(body, em, s.bold), float64(y) + 0.2*em,
	})
	s.Pixels.Text(body, x, y)
}

var _ draw.Surface = (*spy)(nil)

// faults lists text that leaves the picture and pieces of text that overlap.
func (s *spy) faults(w, h int) []string {
	var found []string
	for i, a := range s.words {
		if a.left < -1 || a.top < -1 || a.right > float64(w)+1 || a.bottom > float64(h)+1 {
			found = append(found, fmt.Sprintf("%q leaves the picture: %.0f,%.0f to %.0f,%.0f of %d,%d", a.text, a.left, a.top, a.right, a.bottom, w, h))
		}
		for _, b := range s.words[:i] {
			if a.left+1 < b.right && b.left+1 < a.right && a.top+1 < b.bottom && b.top+1 < a.bottom {
				found = append(found, fmt.Sprintf("%q overlaps %q", a.text, b.text))
			}
		}
	}
	return found
}

const longName = "A herbal tea of valerian, lemon balm and hops, two cups before going to bed, warm"

// hardDiaries are the diaries that break pictures.
func hardDiaries() map[string]diary.Diary {
	first := diary.MustDate(2026, time.March, 2)
	one := diary.Diary{Nights: []diary.Night{{Date: first, Severity: diary.Some(4)}}}
	zero := diary.Diary{}
	for i := range 60 {
		zero.Nights = append(zero.Nights, diary.Night{Date: first.AddDays(i), Severity: diary.Some(0)})
	}
	zero.Interventions = []diary.Intervention{{ID: 1, Name: longName, Phases: []diary.Phase{{Start: first.AddDays(30), Dose: diary.Some(0.125), Unit: "mg"}}}}
	many := sampleDiary(200, 0)
	for k := range 40 {
		many.Interventions = append(many.Interventions, diary.Intervention{
			ID: int64(k + 1), Name: fmt.Sprintf("Remedy number %d", k+1),
			Phases: []diary.Phase{{Start: many.Nights[0].Date.AddDays(60 + k), Dose: diary.Some(5.0), Unit: "mg"}},
		})
	}
	rtl := sampleDiary(120, 0)
	for k, name := range []string{"ברזל עם ויטמין C", "مغنيسيوم", "Żelazo ąęłń", "Sağlık İğne", "Σίδηρος", "Железо", "鉄 😀"} {
		rtl.Interventions = append(rtl.Interventions, diary.Intervention{
			ID: int64(k + 1), Name: name,
			Phases: []diary.Phase{{Start: rtl.Nights[0].Date.AddDays(15 + 12*k), Dose: diary.Some(10.0), Unit: "mg"}},
		})
	}
	return map[string]diary.Diary{
		"empty": {}, "one": one, "zero": zero, "many": many, "rtl": rtl,
		"rich": richDiary(430), "decade": sampleDiary(3650, 20), "month": sampleDiary(31, 2),
	}
}

func TestWordsStayInsideThePictureAndApart(t *testing.T) {
	l := english(t)
	sizes := [][2]int{{500, 260}, {700, 320}, {900, 460}, {1600, 900}, {420, 700}}
	for what, d := range hardDiaries() {
		for _, scale := range []float64{0.8, 1, 1.4, 2} {
			s := Style{Palette: Light(), L: l, TextPt: DefaultTextPt * scale}
			for name, p := range everyPicture(t, d, s) {
				for _, size := range sizes {
					r := &spy{Pixels: draw.NewPixels(size[0], size[1], 96)}
					if err := p.Draw(r, size[0], size[1]); err != nil {
						t.Fatalf("%s of %s at %v: %v", name, what, size, err)
					}
					if found := r.faults(size[0], size[1]); len(found) > 0 {
						t.Errorf("%s of %s at %d × %d, text %.0f %%:\n  %s", name, what, size[0], size[1], 100*scale, strings.Join(found, "\n  "))
					}
				}
				if strings.TrimSpace(p.Text()) == "" || p.Title() == "" {
					t.Errorf("%s of %s has no words", name, what)
				}
			}
		}
	}
}

func TestAColumnNeedsNoSecondLine(t *testing.T) {
	l := english(t)
	night := []dated{{diary.MustDate(2026, time.March, 2), 4}}
	for _, strips := range [][]strip{
		{{label: "first", values: night}},
		{{label: "first", sub: []string{"one night", "1"}, values: night}, {label: "second", values: night}},
	} {
		c := &columns{s: Style{Palette: Light(), L: l}, title: "Halves", grain: 1, strips: strips, axis: outcomeAxis(compare.Severity, []float64{4}, l)}
		for _, w := range []int{90, 700} {
			if _, err := Image(c, w, 360, 96); err != nil {
				t.Errorf("%d strips, %d wide: %v", len(strips), w, err)
			}
		}
	}
}

func TestEveryOutcomeHasRoundTicks(t *testing.T) {
	l := english(t)
	for _, o := range compare.Outcomes {
		for _, values := range [][]float64{nil, {0}, {3, 7.25}, {10, 580}, {250, 1439}} {
			low, high := o.Range()
			for i, v := range values {
				values[i] = min(max(v, low), high)
			}
			a := outcomeAxis(o, values, l)
			if n := len(a.ticks); n < 2 || n > 9 {
				t.Errorf("%s of %v has %d ticks", o, values, n)
			}
			for _, v := range values {
				if v < a.Low || v > a.High {
					t.Errorf("%s: %v lies outside the axis %v", o, v, a.span)
				}
			}
		}
	}
}
