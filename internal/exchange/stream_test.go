package exchange

import (
	"bytes"
	"encoding/json"
	"io"
	"runtime"
	"strings"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// TestJSONIsWrittenAsThePackageWould: piece by piece, and the same bytes.
func TestJSONIsWrittenAsThePackageWould(t *testing.T) {
	tricky := diary.Night{Date: diary.MustDate(2026, 3, 2), Note: `"nights": [] <&> "nights": [` + "\n\t"}
	for _, d := range []diary.Diary{
		{}, {Nights: []diary.Night{tricky}}, {Nights: []diary.Night{tricky, {Date: diary.MustDate(2026, 3, 3), Severity: diary.Some(3)}},
			Labs: []diary.LabResult{{ID: 1, Note: tricky.Note}}, Background: diary.Background{Note: tricky.Note}},
	} {
		var got, want bytes.Buffer
		if err := WriteJSON(&got, d); err != nil {
			t.Fatal(err)
		}
		if d.Nights == nil {
			d.Nights = []diary.Night{}
		}
		enc := json.NewEncoder(&want)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", " ")
		if err := enc.Encode(jsonFile{JSONFormat, JSONVersion, d}); err != nil {
			t.Fatal(err)
		}
		if got.String() != want.String() {
			t.Errorf("written is\n%s\nwanted\n%s", got.String(), want.String())
		}
	}
}

// TestWritingHoldsNoWholeFile counts what is in use at the last byte: little beside the diary, however long the file.
func TestWritingHoldsNoWholeFile(t *testing.T) {
	var d diary.Diary
	for i := range 4000 {
		d.Nights = append(d.Nights, diary.Night{
			Date: diary.MustDate(2010, 1, 1).AddDays(i), Severity: diary.Some(i % 11), SleepHours: diary.Some(6.5), Note: strings.Repeat("walked about ", 200),
		})
	}
	l, err := i18n.New("en")
	if err != nil {
		t.Fatal(err)
	}
	for name, write := range map[string]func(io.Writer) error{
		"JSON": func(w io.Writer) error { return WriteJSON(w, d) },
		"FHIR": func(w io.Writer) error { return WriteFHIR(w, d, l) },
	} {
		var file measured
		runtime.GC()
		before := inUse()
		if err := write(&file); err != nil {
			t.Fatal(name, err)
		}
		if file.bytes < 10<<20 {
			t.Fatalf("%s: only %d bytes are written", name, file.bytes)
		}
		if more := file.most - before; more > 2<<20 {
			t.Errorf("%s: %d KB are held to write %d KB", name, more>>10, file.bytes>>10)
		}
	}
	runtime.KeepAlive(d)
}

// measured looks now and then, while it is written to, at how much memory is in use.
type measured struct{ bytes, looked, most int64 }

func (m *measured) Write(p []byte) (int, error) {
	m.bytes += int64(len(p))
	if m.bytes-m.looked > 4<<20 {
		m.looked = m.bytes
		runtime.GC()
		m.most = max(m.most, inUse())
	}
	return len(p), nil
}

func inUse() int64 {
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return int64(s.HeapAlloc)
}
