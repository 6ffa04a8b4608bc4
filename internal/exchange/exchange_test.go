package exchange_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"stillnight/internal/catalogue"
	"stillnight/internal/demo"
	"stillnight/internal/diary"
	"stillnight/internal/diary/diarytest"
	"stillnight/internal/exchange"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/explain"
	"stillnight/internal/i18n"
	"stillnight/internal/i18n/i18ntest"
)

var latest = diary.MustDate(2026, 11, 22)

// bring reads what a table says.
func bring(t *testing.T, data []byte) exchange.Proposal {
	t.Helper()
	found, err := exchange.FindBytes(t.Context(), "table.csv", data, exchange.Env{Zone: time.UTC})
	if err != nil {
		t.Fatal(err)
	}
	p, err := found.Propose(t.Context(), exchange.Choices{}, latest)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTimesAreReadAsPeopleWriteThem(t *testing.T) {
	half, err := diary.ClockFrom(22, 30)
	if err != nil {
		t.Fatal(err)
	}
	for _, onset := range []string{"22:30", "10:30 pm", "10:30 p.m.", "10:30 p. m.", "10:30 p.\u00a0m."} {
		for _, slept := range []string{"7.5", "7:30", "7 h 30", "7 hours 30 minutes", "7 horas 30 minutos", "450 min", "450 minutos"} {
			n := bring(t, []byte("date;onset;sleep_hours\n2026-03-02;"+onset+";"+slept+"\n")).Diary.Nights[0]
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
	d := demo.Diary(1, latest, i18ntest.Speak(t, "en"))
	var b bytes.Buffer
	if err := exchange.WriteJSON(&b, d); err != nil {
		t.Fatal(err)
	}
	back, err := exchange.ReadJSON(t.Context(), b.Bytes(), latest)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(d, back) {
		t.Error("the diary came back changed")
	}
}

func TestJSONFromOutsideIsRefusedInWords(t *testing.T) {
	l := i18ntest.Speak(t, "en")
	for text, want := range map[string]string{
		``:          "not valid JSON",
		`{"a":1}`:   "not a diary that Stillnight exported",
		`[1]`:       "wrong kind",
		"{\"\xff\"": "not valid UTF-8",
		`{"format":"stillnight-diary","version":2,"diary":{"nights":[],"new":1}}`:                                                  "newer version",
		`{"format":"stillnight-diary","version":1,"diary":{"nights":[],"nihgts":[]}}`:                                              "does not know: \"nihgts\"",
		`{"format":"stillnight-diary","version":1,"diary":{"nights":[]}} {}`:                                                       "not valid JSON",
		`{"format":"stillnight-diary","version":1,"diary":{"nights":[{"date":"2026-01-01","severity":11}]}}`:                       "0 to 10",
		`{"format":"stillnight-diary","version":1,"diary":{"nights":[{"date":"2027-01-01","severity":1}]}}`:                        "has not happened yet",
		`{"format":"stillnight-diary","version":1,"diary":{"nights":[{"date":"2026-01-01"},{"date":"2026-01-01"}]}}`:               "there already",
		`{"format":"stillnight-diary","version":1,"diary":{"nights":[],"exposures":[{"night":"2026-01-01","trigger_id":4}]}}`:      "trigger that is not in the file",
		`{"format":"stillnight-diary","version":1,"diary":` + strings.Repeat(`[`, 10000) + strings.Repeat(`]`, 10000) + `}`:        "nested",
		`{"format":"stillnight-diary","version":1,"diary":{"nights":[],"triggers":[{"id":1,"name":"a"},{"id":1,"name":"twice"}]}}`: "there twice",
	} {
		_, err := exchange.ReadJSON(t.Context(), []byte(text), latest)
		words, ok := explain.Refused(l, err)
		if err == nil || !ok || !strings.Contains(words, want) {
			t.Errorf("%.70s: %v %q, want %q", text, err, words, want)
		}
	}
}

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

func TestTimesAfterMidnightBelongToTheEvening(t *testing.T) {
	n := bring(t, []byte("Date,Onset,Severity\n2026-03-03 00:30,12:40 am,5\n2026-03-03 22:00,24:10,6\n")).Diary.Nights
	if len(n) != 2 || n[0].Date != diary.MustDate(2026, 3, 2) || n[1].Date != diary.MustDate(2026, 3, 3) {
		t.Fatalf("%+v", n)
	}
	if n[0].Onset.Or(0).String() != "00:40" || n[1].Onset.Or(0).String() != "00:10" {
		t.Errorf("onsets %s and %s", n[0].Onset.Or(0), n[1].Onset.Or(0))
	}
}

// TestWhyAValueIsNotTakenIsSaidWithTheBoundsOfItsField and a note for which there is no room is no less told.
func TestWhyAValueIsNotTakenIsSaidWithTheBoundsOfItsField(t *testing.T) {
	l := i18ntest.Speak(t, "en")
	long := strings.Repeat("ü", diary.MaxNote-10)
	for _, c := range []struct{ head, first, second, want string }{
		{"Severity", "3", "11", "Give a number from 0 to 10."},
		{"Hours slept", "7", "25", "Give a number from 0 to 16."},
		{"Times up", "2", "1000", "Give a number from 0 to 30."},
		{"Minutes to fall asleep", "2", "5000", "Give a number from 0 to 600."},
		{"Bedtime", "23:00", "soon", "This is not a time of day."},
		{"Notes", "short", long + long, "This is too long. Keep it under 10,000 characters."},
		{"Notes", long, "another one", "This is too long. Keep it under 10,000 characters."},
	} {
		p := bring(t, []byte("Date,"+c.head+"\n2026-01-01,"+c.first+"\n2026-01-01,"+c.second+"\n"))
		if len(p.Cells) != 1 || p.Cells[0].Line != 3 || p.Counts.Unreadable != 1 {
			t.Errorf("%s: %+v", c.head, p.Cells)
			continue
		}
		if got := explain.Field(l, p.Cells[0].Fault()); got != c.want {
			t.Errorf("%s: it says %q", c.head, got)
		}
	}
}

// TestAnEntryThatCannotBeReadIsTold beside those that can; an empty one is no loss.
func TestAnEntryThatCannotBeReadIsTold(t *testing.T) {
	var archive bytes.Buffer
	z := zip.NewWriter(&archive)
	for name, text := range map[string]string{
		"2025.csv": "Date,Severity\n2025-01-01,3\n", "2026.csv": "Date,Severity\n2026-01-01,4," + strings.Repeat("x", 2<<20), "empty.csv": "",
	} {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	p := bring(t, archive.Bytes())
	told := map[string]string{}
	for _, part := range p.Parts {
		told[part.File] = ""
		if part.Fault != nil {
			told[part.File] = part.Fault.Key
		}
	}
	if want := map[string]string{"2025.csv": "", "2026.csv": "exchange.fault.cell"}; !maps.Equal(told, want) || len(p.Diary.Nights) != 1 {
		t.Errorf("of its entries it tells %v, with %d nights", told, len(p.Diary.Nights))
	}
}

// TestNamesThatAreTooLongAreTold and those of letters that take two bytes are not too long.
func TestNamesThatAreTooLongAreTold(t *testing.T) {
	l := i18ntest.Speak(t, "en")
	long, fits := strings.Repeat("ж", diary.MaxName+1), strings.Repeat("ж", diary.MaxName)
	for _, c := range []struct {
		field      exchange.Field
		head, cell string
		told       int
	}{
		{exchange.TriggerGroup, long, "yes", 1}, {exchange.TriggerGroup, fits, "yes", 0},
		{exchange.DoseGroup, long, "yes", 1}, {exchange.DoseGroup, fits, "yes", 0},
		{exchange.DoseGroup, "Taken", "magnesium; " + long, 1}, {exchange.DoseGroup, "Taken", "magnesium; " + fits, 0},
	} {
		found, err := exchange.FindBytes(t.Context(), "table.csv", []byte("Date,Severity,"+c.head+"\n2026-01-01,3,"+c.cell+"\n"), exchange.Env{Zone: time.UTC})
		if err != nil {
			t.Fatal(err)
		}
		p, err := found.Propose(t.Context(), exchange.Choices{Columns: map[string]exchange.Field{c.head: c.field}}, latest)
		if err != nil {
			t.Fatal(err)
		}
		if len(p.Cells) != c.told || c.told > 0 && explain.Field(l, p.Cells[0].Fault()) != "This is too long. Keep it under 200 characters." {
			t.Errorf("%s, %.30s: %.20s: %+v", c.field, c.head, c.cell, p.Cells)
		}
		if n := len(p.Diary.Exposures) + len(p.Diary.Interventions); (n == 0) != (c.told > 0 && c.head == long) {
			t.Errorf("%s, %.30s: %.20s: %d were brought in", c.field, c.head, c.cell, n)
		}
	}
}

func TestEveryBadCellIsNamedByRowAndColumn(t *testing.T) {
	p := bring(t, []byte("Date,Severity,Times up\n2026-01-01,5,2\n2026-02-30,5,2\n2026-01-03,five,2\n2026-01-04,11,2\n2027-01-01,4,1\n2026-01-06,,\n"))
	want := []exchange.CellNote{
		{File: "table.csv", Line: 4, Column: "Severity", Field: "severity", Text: "five", Reason: diary.NotANumber},
		{File: "table.csv", Line: 5, Column: "Severity", Field: "severity", Text: "11", Reason: diary.OutOfRange},
	}
	if !reflect.DeepEqual(p.Cells, want) {
		t.Errorf("%+v", p.Cells)
	}
	left := map[int]reading.Reason{}
	for _, l := range p.Left {
		left[l.Line] = l.Reason
	}
	if !reflect.DeepEqual(left, map[int]reading.Reason{3: reading.NoDate, 6: reading.OutOfRange, 7: reading.NoValue}) || len(p.Diary.Nights) != 3 {
		t.Errorf("left out: %v, %d nights", left, len(p.Diary.Nights))
	}
}

func TestTwoEntriesForANightAreJoinedFieldByField(t *testing.T) {
	date := diary.MustDate(2026, 1, 1)
	mine := diary.Diary{Nights: []diary.Night{{Date: date, Severity: diary.Some(4), Note: "mine", Tiredness: diary.Some(3)}}}
	theirs := bring(t, []byte("Date,Severity,Tiredness,Hours slept\n2026-01-01,6,,7\n2026-01-02,1,,\n")).Diary
	for _, c := range []struct {
		mode     exchange.JoinMode
		severity int
		hours    diary.Optional[float64]
	}{
		{exchange.Fill, 4, diary.Some(7.0)}, {exchange.KeepMine, 4, diary.None[float64]()}, {exchange.TakeTheirs, 6, diary.Some(7.0)},
	} {
		plan, err := exchange.Join(mine, theirs, c.mode)
		if err != nil {
			t.Fatal(err)
		}
		joined := exchange.Apply(diary.Diary{Nights: slices.Clone(mine.Nights)}, plan)
		n := joined.Nights[0]
		if len(joined.Nights) != 2 || n.Severity.Or(0) != c.severity || n.SleepHours != c.hours || n.Note != "mine" || n.Tiredness.Or(0) != 3 {
			t.Errorf("%s: %+v", c.mode, joined.Nights)
		}
		if len(plan.Differ) != 1 || plan.Differ[0] != (exchange.Difference{Date: date, Field: "severity", Mine: "4", Theirs: "6"}) {
			t.Errorf("%s: what differs is %+v", c.mode, plan.Differ)
		}
		if again, err := exchange.Join(joined, theirs, c.mode); err != nil || !again.Empty() {
			t.Errorf("%s: a second time changes %+v, %v", c.mode, again.Changes, err)
		}
	}
}

func FuzzReadJSON(f *testing.F) {
	f.Add([]byte(`{"format":"stillnight-diary","version":1,"diary":{"nights":[{"date":"2026-01-01","severity":3,"onset":"23:05"}]}}`))
	f.Add([]byte(`{"format":"stillnight-diary","version":1,"diary":{"nights":[],"interventions":[{"name":"a","phases":[{"start":"2026-01-01","end":null,"dose":1}]}]}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := exchange.ReadJSON(t.Context(), data, latest)
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := exchange.WriteJSON(&b, d); err != nil {
			t.Fatal(err)
		}
		if _, err := exchange.ReadJSON(t.Context(), b.Bytes(), latest); err != nil {
			t.Fatalf("what was read cannot be read again: %v", err)
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

func TestAUnitInAnotherSpellingIsTheSame(t *testing.T) {
	for unit, want := range map[string]string{"ng/ml": "ng/mL", "ug/L": "µg/L", "mcg/l": "µg/L", "μg/L": "µg/L", "µg/L": "µg/L"} {
		text := `{"format":"stillnight-diary","version":1,"diary":{"nights":[],"labs":[{"date":"2026-03-02","test":"ferritin","value":60,"unit":"` + unit + `"}]}}`
		d, err := exchange.ReadJSON(t.Context(), []byte(text), latest)
		if err != nil || len(d.Labs) != 1 || d.Labs[0].Unit != want {
			t.Errorf("%s: %+v, %v", unit, d.Labs, err)
		}
	}
	if _, err := exchange.ReadJSON(t.Context(), []byte(`{"format":"stillnight-diary","version":1,"diary":{"nights":[],"labs":[{"date":"2026-03-02","test":"ferritin","value":60,"unit":"mg/dL"}]}}`), latest); err == nil {
		t.Error("a unit that ferritin does not have was taken")
	}
}

// TestHostileDiariesAreRefusedInLittleMemory: records that take three bytes of a file and much more in memory.
func TestHostileDiariesAreRefusedInLittleMemory(t *testing.T) {
	for name, diary := range map[string]string{
		"nights": `"nights":[{}` + strings.Repeat(",{}", 5_000_000) + `]`, "exposures": `"nights":[],"exposures":[{}` + strings.Repeat(",{}", 5_000_000) + `]`,
		"nights twice": `"nights":[{}],"nights":[{}` + strings.Repeat(",{}", 5_000_000) + `]`,
	} {
		data := []byte(`{"format":"stillnight-diary","version":1,"diary":{` + diary + `}}`)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := exchange.ReadJSON(t.Context(), data, latest)
		runtime.ReadMemStats(&after)
		var fault *exchange.Fault
		if !errors.As(err, &fault) {
			t.Errorf("%s: answered by %v", name, err)
		}
		if taken := (after.TotalAlloc - before.TotalAlloc) >> 20; taken > 100 {
			t.Errorf("%s: %d MB were taken", name, taken)
		}
	}
}
