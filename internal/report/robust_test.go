package report

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// hardDiary has what people type and what files hold: names of any length and script, control letters, no
// doses, doses beyond reason, nights and labs far away, bouts without an end.
func hardDiary(t *testing.T) diary.Diary {
	d := sample(t)
	names := []string{"", " ", "\x00\x07", "a\nb\tc", strings.Repeat("long ", 80), strings.Repeat("x", 500), "💊💊💊", "\u202Eevil", "(\\)", "{{.name}}", "זה ארוך מאוד מאוד", "لا"}
	first, last, _ := d.Span()
	for i, name := range names {
		iv := diary.Intervention{ID: int64(200 + i), Name: name, Kind: diary.Prescription, CatalogueID: "ropinirole"}
		if i%2 == 0 {
			iv.CatalogueID = "ssri_snri"
		}
		iv.Phases = []diary.Phase{
			{Start: first.AddDays(i * 31), End: diary.Some(first.AddDays(i*31 + 1)), Dose: diary.Some(1e9), Unit: name},
			{Start: last.AddDays(-3 * i), Dose: diary.Some(0.0), StopReason: name},
		}
		d.Interventions = append(d.Interventions, iv)
		d.Triggers = append(d.Triggers, diary.Trigger{ID: int64(300 + i), Name: name, CatalogueID: "antiemetic"})
		for k := range 30 {
			d.Exposures = append(d.Exposures, diary.Exposure{Night: last.AddDays(-k * (i + 1)), TriggerID: int64(300 + i)})
			d.Episodes = append(d.Episodes, diary.Episode{Night: last.AddDays(-k), Tried: []diary.Attempt{{Measure: name, Relief: diary.Some(k % 11)}}})
		}
		d.Labs = append(d.Labs, diary.LabResult{Date: diary.MustDate(1950+i, 1, 1), Test: diary.LabTest(name), Value: 1e12, Unit: name})
		d.Nights[i].Note = name
	}
	return d
}

func TestAnyDiaryGivesSoundPages(t *testing.T) {
	for _, paper := range []Paper{A4, Letter} {
		o := options(t)
		o.Paper, o.Grey, o.Notes, o.Outcomes = paper, paper == Letter, true, compare.Outcomes
		o.Name, o.BirthYear = strings.Repeat("Name ", 60), "born in the year of the long winter, or the one after"
		o.Questions = strings.Repeat("Why?\n", 90)
		if paper == Letter {
			o.From, o.To = diary.MustDate(2025, 12, 20), diary.MustDate(2030, 1, 1)
		}
		d := hardDiary(t)
		pages, err := Pages(context.Background(), d, o)
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range pages {
			for _, fault := range offPaper(p) {
				t.Errorf("%s, page %d of %d: %s", paper, i+1, len(pages), fault)
			}
		}
		tool(t, build(t, d, o), "qpdf", "--check", "FILE")
	}
}

// offPaper lists text that runs off the page's content, is too small, or lies over its foot.
func offPaper(p Page) []string {
	var faults []string
	for _, m := range p.marks {
		text, ok := m.(textMark)
		if !ok {
			continue
		}
		right := text.x + textWidth(text.text, lettering{size: text.size, bold: text.bold})
		if text.size < small || text.x < marginX-1 || right > p.Width-marginX+1 || text.y > p.Height-marginTop/2 {
			faults = append(faults, fmt.Sprintf("%q at (%.0f, %.0f) to %.0f, %.1f pt", text.text, text.x, text.y, right, text.size))
		}
	}
	return faults
}

// Where no night is covered there are no dates to tell.
func TestTheFootOfAnEmptyDiaryHasNoDates(t *testing.T) {
	for _, lang := range []string{"en", "es"} {
		o := options(t)
		l, err := i18n.New(lang)
		if err != nil {
			t.Fatal(err)
		}
		o.L = l
		pages, err := Pages(context.Background(), diary.Diary{}, o)
		if err != nil || len(pages) != 1 {
			t.Fatalf("%d pages, %v", len(pages), err)
		}
		if text := pages[0].Text(); strings.Contains(text, "–") || !strings.Contains(text, l.T("report.footer_empty")) {
			t.Errorf("%s: %s", lang, text)
		}
	}
}
