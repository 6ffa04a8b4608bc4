package exchange_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"

	"stillnight/internal/catalogue"
	"stillnight/internal/demo"
	"stillnight/internal/diary"
	"stillnight/internal/diary/diarytest"
	"stillnight/internal/exchange"
	"stillnight/internal/i18n"
)

var latest = diary.MustDate(2026, 11, 22)

func speak(t testing.TB, lang string) *i18n.Localizer {
	t.Helper()
	l, err := i18n.New(lang)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func preview(t *testing.T, text string, change func(*exchange.Mapping)) (exchange.Sheet, exchange.Preview) {
	t.Helper()
	s, err := exchange.ReadSheet([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	l := speak(t, "en")
	m := exchange.Guess(s, l)
	if change != nil {
		change(&m)
	}
	p, err := exchange.PreviewSheet(s, m, diary.Diary{}, latest, l)
	if err != nil {
		t.Fatalf("%v with %+v", err, m)
	}
	return s, p
}

func TestTimesAreReadAsPeopleWriteThem(t *testing.T) {
	half, err := diary.ClockFrom(22, 30)
	if err != nil {
		t.Fatal(err)
	}
	for _, onset := range []string{"22:30", "10:30 pm", "10:30 p.m.", "10:30 p. m.", "10:30 p.\u00a0m."} {
		for _, slept := range []string{"7.5", "7:30", "7 h 30", "7 hours 30 minutes", "7 horas 30 minutos", "450 min", "450 minutos"} {
			_, p := preview(t, "date;onset;sleep_hours\n2026-03-02;"+onset+";"+slept+"\n", nil)
			n := p.Rows[0].Night
			if c, ok := n.Onset.Get(); !ok || c != half {
				t.Errorf("%q gives %v, %v", onset, c, ok)
			}
			if h, ok := n.SleepHours.Get(); !ok || h != 7.5 {
				t.Errorf("%q gives %v, %v", slept, h, ok)
			}
		}
	}
}

func TestAWholeDiaryGoesOutAsJSONAndComesBack(t *testing.T) {
	d := demo.Diary(1, latest, speak(t, "en"))
	var b bytes.Buffer
	if err := exchange.WriteJSON(&b, d); err != nil {
		t.Fatal(err)
	}
	back, err := exchange.ReadJSON(b.Bytes(), latest)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(d, back) {
		t.Error("the diary came back changed")
	}
}

func TestJSONFromOutsideIsRefusedInWords(t *testing.T) {
	l := speak(t, "en")
	for text, want := range map[string]string{
		``:          "not valid JSON",
		`{"a":1}`:   "not a diary that Stillnight exported",
		`[1]`:       "wrong kind",
		"{\"\xff\"": "not valid UTF-8",
		`{"format":"stillnight-diary","version":2,"diary":{"nights":[],"new":1}}`:                                                  "newer version",
		`{"format":"stillnight-diary","version":1,"diary":{"nights":[],"nihgts":[]}}`:                                              "cannot be read",
		`{"format":"stillnight-diary","version":1,"diary":{"nights":[]}} {}`:                                                       "not valid JSON",
		`{"format":"stillnight-diary","version":1,"diary":{"nights":[{"date":"2026-01-01","severity":11}]}}`:                       "0 to 10",
		`{"format":"stillnight-diary","version":1,"diary":{"nights":[{"date":"2027-01-01","severity":1}]}}`:                        "has not happened yet",
		`{"format":"stillnight-diary","version":1,"diary":{"nights":[{"date":"2026-01-01"},{"date":"2026-01-01"}]}}`:               "there already",
		`{"format":"stillnight-diary","version":1,"diary":{"nights":[],"exposures":[{"night":"2026-01-01","trigger_id":4}]}}`:      "trigger that is not in the file",
		`{"format":"stillnight-diary","version":1,"diary":` + strings.Repeat(`[`, 10000) + strings.Repeat(`]`, 10000) + `}`:        "nested",
		`{"format":"stillnight-diary","version":1,"diary":{"nights":[],"triggers":[{"id":1,"name":"a"},{"id":1,"name":"twice"}]}}`: "there twice",
	} {
		_, err := exchange.ReadJSON([]byte(text), latest)
		words, ok := exchange.Explain(l, err)
		if err == nil || !ok || !strings.Contains(words, want) {
			t.Errorf("%.70s: %v %q, want %q", text, err, words, want)
		}
	}
}

func TestNightsGoOutAsCSVAndComeBackInEveryRegion(t *testing.T) {
	for _, lang := range i18n.Languages {
		l := speak(t, lang)
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
		s, err := exchange.ReadSheet(b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		p, err := exchange.PreviewSheet(s, exchange.Guess(s, l), diary.Diary{}, latest, l)
		if err != nil {
			t.Fatal(err)
		}
		if p.Bad > 0 {
			t.Fatalf("%s: %d bad rows, first %+v", lang, p.Bad, p.Rows[0])
		}
		got := p.Nights(false)
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
		l := speak(t, lang)
		want := diarytest.FullNight(t, latest)
		var b bytes.Buffer
		if err := exchange.NightsTable(diary.Diary{Nights: []diary.Night{want}}, l).Write(&b, l); err != nil {
			t.Fatal(err)
		}
		s, err := exchange.ReadSheet(b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if got := len(s.Header); got != len(diary.NightFields)+1 {
			t.Errorf("%s: %d columns for %d fields and the date", lang, got, len(diary.NightFields))
		}
		p, err := exchange.PreviewSheet(s, exchange.Guess(s, l), diary.Diary{}, latest, l)
		if err != nil {
			t.Fatal(err)
		}
		got := p.Nights(false)
		if len(got) != 1 {
			t.Fatalf("%s: %+v", lang, p.Rows)
		}
		for _, f := range diary.NightFields {
			if !reflect.DeepEqual(f.In(&got[0]), f.In(&want)) {
				t.Errorf("%s: %s comes back as %+v, not %+v", lang, f.Name, f.In(&got[0]), f.In(&want))
			}
		}
	}
}

func TestNoCellOfAnExportRunsAsAFormula(t *testing.T) {
	l := speak(t, "en")
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
		_, p := preview(t, text, nil)
		if p.New != 2 || p.Bad != 0 {
			t.Errorf("%s: %+v", name, p)
			continue
		}
		n := p.Nights(false)
		if n[0].Date != diary.MustDate(2026, 4, 13) || n[0].SleepHours.Or(0) != 6.5 || n[0].Note != "Füße unruhig" || n[1].SleepHours.Or(0) != 7.25 {
			t.Errorf("%s: %+v", name, n)
		}
	}
}

func TestNoNameOfAColumnMeansTwoFields(t *testing.T) {
	for _, lang := range []string{"en", "de", "es", "fr", "nl"} {
		l := speak(t, lang)
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

func TestADateThatCanBeReadTwoWaysIsAskedFor(t *testing.T) {
	l := speak(t, "en")
	s, err := exchange.ReadSheet([]byte("Date,Severity\n03/04/2026,5\n05/04/2026,6\n"))
	if err != nil {
		t.Fatal(err)
	}
	m := exchange.Guess(s, l)
	if m.Order != exchange.Ambiguous {
		t.Fatalf("order %q", m.Order)
	}
	if _, err = exchange.PreviewSheet(s, m, diary.Diary{}, latest, l); err == nil {
		t.Fatal("it was not asked for")
	}
	m.Order = exchange.MonthFirst
	p, err := exchange.PreviewSheet(s, m, diary.Diary{}, latest, l)
	if err != nil || p.First != diary.MustDate(2026, 3, 4) || p.Last != diary.MustDate(2026, 5, 4) {
		t.Errorf("%v, from %s to %s", err, p.First, p.Last)
	}
	_, p = preview(t, "Date,Severity\n03/04/2026,5\n25/04/2026,6\n", nil)
	if p.First != diary.MustDate(2026, 4, 3) {
		t.Errorf("one date decides, but the first is %s", p.First)
	}
}

func TestTimesAfterMidnightBelongToTheEvening(t *testing.T) {
	_, p := preview(t, "Date,Onset,Severity\n2026-03-03 00:30,12:40 am,5\n2026-03-03 22:00,24:10,6\n", nil)
	n := p.Nights(false)
	if len(n) != 2 || n[0].Date != diary.MustDate(2026, 3, 2) || n[1].Date != diary.MustDate(2026, 3, 3) {
		t.Fatalf("%+v", p)
	}
	if n[0].Onset.Or(0).String() != "00:40" || n[1].Onset.Or(0).String() != "00:10" {
		t.Errorf("onsets %s and %s", n[0].Onset.Or(0), n[1].Onset.Or(0))
	}
}

func TestEveryBadCellIsNamedByRowAndColumn(t *testing.T) {
	_, p := preview(t, "Date,Severity,Times up\n2026-01-01,5,2\n2026-02-30,5,2\n2026-01-03,five,2\n2026-01-04,11,2\n2026-01-01,4,1\n2027-01-01,4,1\n2026-01-06,,\n", nil)
	want := []struct {
		line, column int
		reason       diary.Reason
	}{{3, 0, diary.BadDate}, {4, 1, diary.NotANumber}, {5, -1, diary.OutOfRange}, {6, -1, diary.Duplicate}, {7, -1, diary.InFuture}}
	i := 0
	for _, r := range p.Rows {
		for _, f := range r.Faults {
			if i >= len(want) || r.Line != want[i].line || f.Column != want[i].column || f.Err.Reason != want[i].reason {
				t.Errorf("line %d column %d: %v", r.Line, f.Column, f.Err)
			}
			i++
		}
	}
	if i != len(want) || p.New != 1 || p.Bad != 5 {
		t.Errorf("%d faults, %d new, %d bad", i, p.New, p.Bad)
	}
}

func TestTakingTheirsKeepsWhatTheFileDoesNotSay(t *testing.T) {
	l := speak(t, "en")
	date := diary.MustDate(2026, 1, 1)
	mine := diary.Diary{Nights: []diary.Night{{Date: date, Severity: diary.Some(4), Note: "mine", Tiredness: diary.Some(3)}}}
	s, err := exchange.ReadSheet([]byte("Date,Severity,Tiredness\n2026-01-01,6,\n"))
	if err != nil {
		t.Fatal(err)
	}
	p, err := exchange.PreviewSheet(s, exchange.Guess(s, l), mine, latest, l)
	if err != nil || p.Different != 1 || len(p.Nights(false)) != 0 {
		t.Fatalf("%v %+v", err, p)
	}
	n := p.Nights(true)[0]
	if n.Severity.Or(0) != 6 || n.Note != "mine" || n.Tiredness.Or(0) != 3 {
		t.Errorf("%+v", n)
	}
}

func TestOtherTrackersAreReadByTheirOwnRules(t *testing.T) {
	for name, c := range map[string]struct {
		text  string
		date  diary.Date
		hours float64
	}{
		"Sleep as Android": {"Id,Tz,From,To,Sched,Hours,Rating,Comment,Framerate,Snore,Noise,Cycles,DeepSleep,LenAdjust,Geo,\"7:00\"\n" +
			"\"1606420800000\",\"Europe/London\",\"26. 11. 2020 20:00\",\"27. 11. 2020 7:00\",\"27. 11. 2020 7:00\",\"11.000\",\"0.0\",\"Manually added\",\"10007\",\"-1\",\"-1.0\",\"-1\",\"-1.0\",\"-30\",\"\",\"0.0\"\n",
			diary.MustDate(2020, 11, 26), 10.5},
		"Sleepmeter": {"wake,sleep,bedtime,holes,type,dreams,aid,hindrances,tags,quality,notes\n" +
			"\"2010-11-13 07:00+0000\",\"2010-11-12 23:30+0000\",\"2010-11-12 23:00+0000\",60-90|120-150,NIGHT_SLEEP,NONE,NONE,NONE,NONE,5,\"\"\n" +
			"\"2010-11-13 15:00+0000\",\"2010-11-13 14:00+0000\",\"2010-11-13 14:00+0000\",,NAP,NONE,NONE,NONE,NONE,5,\"\"\n",
			diary.MustDate(2010, 11, 12), 6.5},
		"Plees Tracker": {"sid,start,stop,rating\n1,1606480000000,1606505200000,5\n", diary.MustDate(2020, 11, 27), 7},
	} {
		s, p := preview(t, c.text, nil)
		if string(s.Tracker) != name || p.New != 1 || p.Bad != 0 {
			t.Errorf("%s: tracker %q, %+v", name, s.Tracker, p)
			continue
		}
		n := p.Nights(false)[0]
		if n.Date != c.date || n.SleepHours.Or(0) != c.hours || n.Severity.IsSet() {
			t.Errorf("%s: %+v", name, n)
		}
	}
}

func TestAPastedColumnIsReadLineByLine(t *testing.T) {
	l := speak(t, "en")
	cells, err := exchange.ParseColumn("Severity\r\n5\r\n\r\n7\r\n11\r\nx\r\n", "severity", l)
	if err != nil {
		t.Fatal(err)
	}
	if len(cells) != 5 || cells[0].Night.Severity.Or(0) != 5 || !cells[1].Blank || cells[2].Night.Severity.Or(0) != 7 ||
		cells[3].Err == nil || cells[3].Err.Reason != diary.OutOfRange || cells[4].Err == nil {
		t.Errorf("%+v", cells)
	}
	cells, err = exchange.ParseColumn("13/04/2026\t5\n14/04/2026\t6", "severity", l)
	if err != nil || len(cells) != 2 || cells[1].Date != diary.MustDate(2026, 4, 14) || cells[1].Night.Severity.Or(0) != 6 {
		t.Errorf("%v %+v", err, cells)
	}
}

func FuzzReadJSON(f *testing.F) {
	f.Add([]byte(`{"format":"stillnight-diary","version":1,"diary":{"nights":[{"date":"2026-01-01","severity":3,"onset":"23:05"}]}}`))
	f.Add([]byte(`{"format":"stillnight-diary","version":1,"diary":{"nights":[],"interventions":[{"name":"a","phases":[{"start":"2026-01-01","end":null,"dose":1}]}]}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := exchange.ReadJSON(data, latest)
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := exchange.WriteJSON(&b, d); err != nil {
			t.Fatal(err)
		}
		if _, err := exchange.ReadJSON(b.Bytes(), latest); err != nil {
			t.Fatalf("what was read cannot be read again: %v", err)
		}
	})
}

func FuzzReadSheet(f *testing.F) {
	f.Add([]byte("Date,Severity\n2026-01-01,5\n"))
	f.Add([]byte("\ufeffDatum;Severity;Note\r\n13.04.2026;7;\"=1\nx\"\r\n"))
	f.Add([]byte("Id,Tz,From,To,Sched,Hours,Rating,Comment\n1606420800000,Europe/London,26. 11. 2020 20:00,,,11.0,0,x\n"))
	f.Add([]byte("wake,sleep,bedtime,holes,type,dreams,aid,hindrances,tags,quality,notes\n2010-11-13 07:00+0000,2010-11-12 23:30+0000,2010-11-12 23:00+0000,1-2,NIGHT_SLEEP,,,,,5,\n"))
	f.Add([]byte("sid,start,stop,rating\n1,1606480000000,1606505200000,5\n"))
	l := speak(f, "en")
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := exchange.ReadSheet(data)
		if err != nil {
			return
		}
		m := exchange.Guess(s, l)
		for _, order := range []exchange.DateOrder{m.Order, exchange.DayFirst, exchange.MonthFirst} {
			m.Order = order
			p, err := exchange.PreviewSheet(s, m, diary.Diary{}, latest, l)
			if err != nil {
				continue
			}
			if err := (diary.Diary{Nights: p.Nights(true)}).Validate(latest); err != nil {
				t.Fatalf("a night that is not valid passed: %v", err)
			}
		}
	})
}

func FuzzParseColumn(f *testing.F) {
	f.Add("5\n\n7\n", "severity")
	f.Add("13/04/2026\t23:05\n", "onset")
	l := speak(f, "en")
	f.Fuzz(func(t *testing.T, text, field string) {
		cells, err := exchange.ParseColumn(text, exchange.Field(field), l)
		if err == nil && len(cells) > exchange.MaxPasted {
			t.Fatalf("%d cells", len(cells))
		}
	})
}

func FuzzParseCase(f *testing.F) {
	f.Add([]byte(`{"id":"a","nights":[{"date":"2026-01-01","severity":5,"unusual":true}],"interventions":[{"name":"Iron","phases":[{"start":"2026-02-01","end":null,"dose":65}]}],"outcome":"severity"}`))
	c, err := catalogue.Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		parsed, err := exchange.ParseCase(line, c)
		answer := exchange.Answer{ID: parsed.ID}
		if err != nil {
			answer.Error = err.Error()
		}
		text, err := answer.Line()
		if err != nil || !json.Valid(text) {
			t.Fatalf("%v: %s", err, text)
		}
	})
}
