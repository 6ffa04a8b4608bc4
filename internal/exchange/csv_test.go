package exchange_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"

	"stillnight/internal/demo"
	"stillnight/internal/diary"
	"stillnight/internal/diary/diarytest"
	"stillnight/internal/exchange"
	"stillnight/internal/i18n"
	"stillnight/internal/i18n/i18ntest"
)

func TestNightsGoOutAsCSVAndComeBackInEveryRegion(t *testing.T) {
	for _, lang := range i18n.Languages {
		l := i18ntest.Speak(t, lang)
		d := demo.Diary(1, latest, l)
		for i := range d.Nights {
			d.Nights[i].EnteredAt = diary.Night{}.EnteredAt
		}
		d.Nights[0].Note = "=HYPERLINK(\"http://example.org\")\n'=1, \"quoted\"; -2"
		d.Nights[1].Note = "'@SUM(A1)"
		var b bytes.Buffer
		if err := exchange.NightsTable(d, l).Write(&b, l); err != nil {
			t.Fatal(err)
		}
		p := bring(t, b.Bytes())
		if p.Counts.Unreadable > 0 || p.Counts.Left > 0 {
			t.Fatalf("%s: %+v, %+v", lang, p.Cells, p.Left)
		}
		got := p.Diary.Nights
		for i := range got {
			if !reflect.DeepEqual(got[i], d.Nights[i]) {
				t.Fatalf("%s: night came back as\n%+v\nwas\n%+v", lang, got[i], d.Nights[i])
			}
		}
		if len(got) != len(d.Nights) {
			t.Errorf("%s: %d of %d nights", lang, len(got), len(d.Nights))
		}
	}
}

func TestEveryFieldOfANightGoesOutAsCSVAndComesBack(t *testing.T) {
	for _, lang := range []string{"en", "de", "es", "fr", "nl"} {
		l := i18ntest.Speak(t, lang)
		want := diarytest.FullNight(t, latest)
		var b bytes.Buffer
		if err := exchange.NightsTable(diary.Diary{Nights: []diary.Night{want}}, l).Write(&b, l); err != nil {
			t.Fatal(err)
		}
		if got := len(exchange.NightsTable(diary.Diary{Nights: []diary.Night{want}}, l).Rows[0]); got != len(diary.NightFields)+1 {
			t.Errorf("%s: %d columns for %d fields and the date", lang, got, len(diary.NightFields))
		}
		got := bring(t, b.Bytes()).Diary.Nights
		if len(got) != 1 {
			t.Fatalf("%s: %+v", lang, got)
		}
		for _, f := range diary.NightFields {
			if !reflect.DeepEqual(f.In(&got[0]), f.In(&want)) {
				t.Errorf("%s: %s comes back as %+v, not %+v", lang, f.Name, f.In(&got[0]), f.In(&want))
			}
		}
	}
}

func TestNoCellOfAnExportRunsAsAFormula(t *testing.T) {
	l := i18ntest.Speak(t, "en")
	for _, note := range []string{"=1+1", "+1", "-1", "@x", "'=1", "\t=1", "\r=1", "''=1"} {
		var b bytes.Buffer
		table := exchange.Table{Name: "x.csv", Rows: [][]string{{"Note"}, {note}}}
		if err := table.Write(&b, l); err != nil {
			t.Fatal(err)
		}
		cell := strings.TrimPrefix(strings.SplitN(b.String(), "\r\n", 2)[1], `"`)
		if !strings.HasPrefix(cell, "'") {
			t.Errorf("%q is written as %q", note, cell)
		}
	}
}

func TestSpreadsheetsOfEveryKindAreRead(t *testing.T) {
	utf16le := func(s string) string {
		b := []byte{0xff, 0xfe}
		for _, u := range utf16.Encode([]rune(s)) {
			b = append(b, byte(u), byte(u>>8))
		}
		return string(b)
	}
	table := "Datum;Severity;Hours slept;Note\r\n13.04.2026;7;6,5;Füße unruhig\r\n14.04.2026;3;7:15;\r\n"
	for name, text := range map[string]string{
		"UTF-8":        table,
		"with mark":    "\ufeff" + table,
		"UTF-16":       utf16le(table),
		"Windows-1252": strings.ReplaceAll(strings.ReplaceAll(table, "ü", "\xfc"), "ß", "\xdf"),
		"tabs":         strings.ReplaceAll(table, ";", "\t"),
		"sep line":     "sep=;\r\n" + table,
	} {
		n := bring(t, []byte(text)).Diary.Nights
		if len(n) != 2 {
			t.Errorf("%s: %+v", name, n)
			continue
		}
		if n[0].Date != diary.MustDate(2026, 4, 13) || n[0].SleepHours.Or(0) != 6.5 || n[0].Note != "Füße unruhig" || n[1].SleepHours.Or(0) != 7.25 {
			t.Errorf("%s: %+v", name, n)
		}
	}
}

func TestNoNameOfAColumnMeansTwoFields(t *testing.T) {
	for _, lang := range []string{"en", "de", "es", "fr", "nl"} {
		l := i18ntest.Speak(t, lang)
		means := map[string]exchange.Field{}
		for _, f := range exchange.Fields() {
			for name := range strings.SplitSeq(l.T("exchange.synonyms."+string(f)), ",") {
				name = strings.ToLower(strings.TrimSpace(name))
				if other, known := means[name]; known && other != f {
					t.Errorf("%s: %q is called %s and %s", lang, name, other, f)
				}
				means[name] = f
			}
		}
	}
}
