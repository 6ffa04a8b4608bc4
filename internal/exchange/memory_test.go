package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"stillnight/internal/diary"
	"stillnight/internal/diary/diarytest"
)

// allowedMemory is what bringing a file in may hold: ten times the file, and beside that what fifty years of nights
// take in any case.
func allowedMemory(size int) int64 {
	const nights = 16 << 20
	return min(10*int64(size)+nights, 200<<20)
}

// rows writes lines until they are of a size.
func rows(head string, size int, line func(b *bytes.Buffer, date diary.Date, i int)) []byte {
	var b bytes.Buffer
	b.WriteString(head)
	const years50 = 18_262
	first := diary.MustDate(1975, 1, 1)
	for i := 0; b.Len() < size; i++ {
		line(&b, first.AddDays(i%years50), i)
	}
	return b.Bytes()
}

// TestAFileIsBroughtInWithinTenTimesItsSize brings in files of every form.
func TestAFileIsBroughtInWithinTenTimesItsSize(t *testing.T) {
	const (
		cells = 20
		size  = 1 << 20
	)
	heads := "Date,Severity" + strings.Repeat(",x", cells) + "\n"
	table := map[string]func(size int) []byte{
		"short.csv": func(size int) []byte {
			return rows("Date,Severity\n", size, func(b *bytes.Buffer, d diary.Date, i int) { fmt.Fprintf(b, "%s,%d\n", d, i%11) })
		},
		"wide.csv": func(size int) []byte {
			return rows("Date,Severity,Hours slept,Minutes to fall asleep,Times up,Bedtime,Tiredness,Notes\n", size, func(b *bytes.Buffer, d diary.Date, i int) {
				fmt.Fprintf(b, "%s,%d,%d.25,%d,%d,23:%02d,%d,note %d\n", d, i%11, 5+i%4, i%60, i%5, i%60, i%11, i)
			})
		},
		"cells.csv": func(size int) []byte {
			return rows(heads, size, func(b *bytes.Buffer, d diary.Date, i int) {
				fmt.Fprintf(b, "%s,%d%s\n", d, i%11, strings.Repeat(",7", cells))
			})
		},
		"empty.csv": func(size int) []byte {
			return rows(heads, size, func(b *bytes.Buffer, d diary.Date, i int) {
				fmt.Fprintf(b, "%s,%d%s\n", d, i%11, strings.Repeat(",", cells))
			})
		},
		"long.csv": func(size int) []byte {
			return rows("Date,Name,Value\n", size, func(b *bytes.Buffer, d diary.Date, i int) {
				fmt.Fprintf(b, "%s,%s,%d\n", d, []string{"Severity", "Tiredness"}[i%2], i%11)
			})
		},
		"quoted.csv": func(size int) []byte {
			return rows("Date,Severity,Notes\n", size, func(b *bytes.Buffer, d diary.Date, i int) {
				fmt.Fprintf(b, "\"%s\",\"%d\",\"he said \"\"no\"\" %d\nand more\"\n", d, i%11, i)
			})
		},
		"sixteen.csv": func(size int) []byte {
			return utf16le(string(rows("Date,Severity,Notes\n", size/2, func(b *bytes.Buffer, d diary.Date, i int) { fmt.Fprintf(b, "%s,%d,note %d\n", d, i%11, i) })))
		},
		"latin.csv": func(size int) []byte {
			return rows("Date,Severity,Notes\n", size, func(b *bytes.Buffer, d diary.Date, i int) { fmt.Fprintf(b, "%s,%d,f\xfcr \xe4 %d\n", d, i%11, i) })
		},
		"table.json": func(size int) []byte {
			text := rows("[", size, func(b *bytes.Buffer, d diary.Date, i int) {
				fmt.Fprintf(b, `{"date":"%s","severity":%d,"hours slept":6.5,"note":"%s"},`, d, i%11, strings.Repeat("about ", i%20))
			})
			return append(text[:len(text)-1], ']')
		},
	}
	for name, make := range table {
		t.Run(name, func(t *testing.T) { holdsLittle(t, name, make(size)) })
	}
}

// TestLongNotesLieInMemoryOnce: their file, and what of it are nights already. Ten times over is too much for a large one.
func TestLongNotesLieInMemoryOnce(t *testing.T) {
	const size = 12 << 20
	note := strings.Repeat("walked about ", 40)
	csv := func(cell string) []byte {
		return rows("Date,Severity,Notes\n", size, func(b *bytes.Buffer, d diary.Date, i int) { fmt.Fprintf(b, "%s,%d,"+cell+"\n", d, i%11, i, note) })
	}
	for name, text := range map[string][]byte{
		"plain.csv":  csv("%d %s"),
		"quoted.csv": csv(`"he said ""no"" %d %s"`),
		"lines.csv": rows("\"Date,Severity,Notes\"\n", size, func(b *bytes.Buffer, d diary.Date, i int) {
			fmt.Fprintf(b, "\"%s,%d,%d %s\"\n", d, i%11, i, note)
		}),
		"table.json": append(append([]byte("["), bytes.TrimSuffix(rows("", size, func(b *bytes.Buffer, d diary.Date, i int) {
			fmt.Fprintf(b, `{"date":"%s","severity":%d,"note":"%d %s"},`, d, i%11, i, note)
		}), []byte(","))...), ']'),
		"fhir.json": append(bytes.TrimSuffix(rows(`{"resourceType":"Bundle","entry":[`, size, func(b *bytes.Buffer, d diary.Date, i int) {
			fmt.Fprintf(b, `{"resource":{"resourceType":"Observation","code":{"text":"Severity of restless legs"},"effectiveDateTime":"%s","valueInteger":%d,"note":[{"text":"%d %s"}]}},`, d, i%11, i, note)
		}), []byte(",")), "]}"...),
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), name)
			if err := os.WriteFile(path, text, 0o600); err != nil {
				t.Fatal(err)
			}
			text, nights := len(text), 0
			bring := func() {
				found, err := Find(t.Context(), []string{path}, Env{Zone: berlin(t)})
				if err != nil {
					t.Fatal(err)
				}
				p, err := found.ProposeOnce(t.Context(), Choices{}, sampleDay)
				if err != nil {
					t.Fatal(err)
				}
				nights = p.Counts.Used
			}
			most := int64(text) * 14 / 5
			switch name {
			case "lines.csv": // the rows within the quotation marks take the place of those around them
				most = int64(text) * 7 / 2
			case "fhir.json": // a note is a value of its own
				most += int64(text)
			}
			// What is set aside while the heap is looked through counts as held: on a busy machine that can be much.
			held := diarytest.Peak(5, bring)
			for tries := 1; tries < 4 && held > most; tries++ {
				held = min(held, diarytest.Peak(5, bring))
			}
			t.Logf("%.1f MB for %.1f MB, %d rows", float64(held)/(1<<20), float64(text)/(1<<20), nights)
			if held > most || nights < 10_000 {
				t.Errorf("%d MB are held for %d MB with %d rows", held>>20, text>>20, nights)
			}
		})
	}
}

func utf16le(text string) []byte {
	data := []byte{0xff, 0xfe}
	for _, c := range []byte(text) {
		data = append(data, c, 0)
	}
	return data
}

// holdsLittle brings a file in, from its path to what would change in an empty diary.
func holdsLittle(t *testing.T, name string, data []byte) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	size, nights := len(data), 0
	data = nil
	env := Env{Zone: berlin(t)}
	bytes := diarytest.Peak(10, func() {
		found, err := Find(t.Context(), []string{path}, env)
		if err != nil {
			t.Fatal(err)
		}
		p, err := found.Propose(t.Context(), Choices{}, sampleDay)
		if err != nil {
			t.Fatal(err)
		}
		plan, err := Join(diary.Diary{}, p.Diary, Fill)
		if err != nil {
			t.Fatal(err)
		}
		nights = plan.New
	})
	t.Logf("%.1f MB for %.1f MB, %d nights", float64(bytes)/(1<<20), float64(size)/(1<<20), nights)
	if most := allowedMemory(size); bytes > most || nights == 0 {
		t.Errorf("%d MB are held for a file of %.1f MB with %d nights, %d MB may be", bytes>>20, float64(size)/(1<<20), nights, most>>20)
	}
}

// TestAWorkbookIsBroughtInWithinTenTimesItsSize: a workbook is packed, and holds ten times its size of text.
func TestAWorkbookIsBroughtInWithinTenTimesItsSize(t *testing.T) {
	f := excelize.NewFile()
	out, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	first := diary.MustDate(1975, 1, 1)
	row := func(line int, cells ...any) {
		t.Helper()
		name, err := excelize.CoordinatesToCellName(1, line)
		if err = errors.Join(err, out.SetRow(name, cells)); err != nil {
			t.Fatal(err)
		}
	}
	row(1, "Date", "Severity", "Hours slept", "Times up", "Tiredness", "Notes")
	for i := range 18_000 {
		row(i+2, first.AddDays(i).String(), i%11, 5.5, i%5, i%10, fmt.Sprint("note ", i))
	}
	var b bytes.Buffer
	if err := errors.Join(out.Flush(), f.Write(&b), f.Close()); err != nil {
		t.Fatal(err)
	}
	out, f = nil, nil
	holdsLittle(t, "nights.xlsx", b.Bytes())
}

// TestOurOwnJSONIsReadWithinTenTimesItsSize and not decoded from a second copy.
func TestOurOwnJSONIsReadWithinTenTimesItsSize(t *testing.T) {
	d := diary.Diary{}
	for i := range 18_000 {
		d.Nights = append(d.Nights, diary.Night{Date: diary.MustDate(1975, 1, 1).AddDays(i), Severity: diary.Some(i % 11), Note: strings.Repeat("walked ", 40)})
	}
	var b bytes.Buffer
	if err := WriteJSON(&b, d); err != nil {
		t.Fatal(err)
	}
	d = diary.Diary{}
	data := b.Bytes()
	var back diary.Diary
	bytes := diarytest.Peak(10, func() {
		var err error
		if back, err = ReadJSON(t.Context(), data, sampleDay); err != nil {
			t.Fatal(err)
		}
	})
	// The nights and their notes, and what was not cleared away yet; a decoder's own copy would be as much again.
	most := 2*int64(len(data)) + 16<<20
	t.Logf("%d KB for %d KB", bytes>>10, len(data)>>10)
	if len(back.Nights) != 18_000 || bytes > most {
		t.Errorf("%d MB are held for a file of %d MB", bytes>>20, len(data)>>20)
	}
	runtime.KeepAlive(data)
}

// TestAStrangeDiaryIsReadAsTheLibraryWould: the nights apart from the rest, and with the same faults.
func TestAStrangeDiaryIsReadAsTheLibraryWould(t *testing.T) {
	for text, want := range map[string]string{
		`{"format":"stillnight-diary","version":1,"diary":{"nights":[{"date":"2026-03-02","severity":5}]}}`:                                   "",
		`{"diary":{"NIGHTS":[{"date":"2026-03-02","severity":5}]},"version":1,"format":"stillnight-diary"}`:                                   "",
		`{"format":"stillnight-diary","version":1,"diary":{"nights":[{"date":"2026-03-02","severity":5,"odd":1}]}}`:                           "unknown_field",
		`{"format":"stillnight-diary","version":1,"diary":{"nights":[{"date":"2026-03-02","severity":"x"}]}}`:                                 "type",
		`{"format":"stillnight-diary","version":1,"diary":{"nights":{"date":"2026-03-02"}}}`:                                                  "type",
		`{"format":"stillnight-diary","version":1,"diary":{"nights":[7]}}`:                                                                    "type",
		`{"format":"stillnight-diary","version":1,"diary":{"odd":[],"nights":[]}}`:                                                            "unknown_field",
		`{"format":"stillnight-diary","version":1,"diary":{"nights":[{"date":"2026-03-02","severity":5}]},"odd":1}`:                           "unknown_field",
		`{"format":"stillnight-diary","version":1,"diary":{"nights":[{"date":"2026-03-01"}],"nights":[{"date":"2026-03-02","severity":5}]}} `: "",
		`{"format":"stillnight-diary","version":1,"diary":{"nights":[{"date":"2026-03-02","note":"a \"nights\":[ \\"}]}}`:                     "",
	} {
		_, err := ReadJSON(t.Context(), []byte(text), sampleDay)
		var file jsonFile
		library := strictly([]byte(text), &file)
		var fault *Fault
		switch {
		case (err == nil) != (library == nil):
			t.Errorf("%s\nis answered by %v, by the library with %v", text, err, library)
		case want == "" && err != nil, want != "" && (!errors.As(err, &fault) || fault.Key != "exchange.fault."+want):
			t.Errorf("%s\nis answered by %v", text, err)
		}
	}
}

// TestAProposalHoldsNothingOfItsFile: the notes of a few nights must not keep a large file in memory.
func TestAProposalHoldsNothingOfItsFile(t *testing.T) {
	const size = 8 << 20
	filler := strings.Repeat("rain and wind, ", 200)
	text := string(rows("Date,Severity,Weather,Notes,Coffee\n", size, func(b *bytes.Buffer, d diary.Date, i int) {
		fmt.Fprintf(b, "%s,%d,%s,note %d,yes\nno date,x%d,%s,,\n", d, i%11, filler, i, i, filler)
	}))
	var p Proposal
	bytes := func() int64 {
		runtime.GC()
		before := inUse()
		var err error
		if p, err = proposeText(t, "nights.csv", text, Choices{Columns: map[string]Field{"Coffee": TriggerGroup}}); err != nil {
			t.Fatal(err)
		}
		text = ""
		runtime.GC()
		return inUse() - before
	}()
	if len(p.Diary.Nights) < 1000 || len(p.Left) == 0 || len(p.Diary.Exposures) < 1000 {
		t.Fatalf("%d nights, %d rows left out, %d exposures", len(p.Diary.Nights), len(p.Left), len(p.Diary.Exposures))
	}
	if most := int64(2<<20 - size); bytes > most { // the text itself is let go
		t.Errorf("%d KB are held beside the file's %d", (bytes+size)>>10, size>>10)
	}
	runtime.KeepAlive(p)
}

// TestJoiningLeavesWhatIsJoinedAsItWas: the wizard joins the same diary to each choice that is tried.
func TestJoiningLeavesWhatIsJoinedAsItWas(t *testing.T) {
	night := func(severity, hours int) diary.Night {
		n := diary.Night{Date: diary.MustDate(2026, 3, 2), Severity: diary.Some(severity)}
		if hours > 0 {
			n.SleepHours = diary.Some(float64(hours))
		}
		return n
	}
	mine := diary.Diary{
		Nights: []diary.Night{night(3, 0)}, Interventions: []diary.Intervention{{ID: 1, Name: "Iron", Kind: diary.Supplement}}, Triggers: []diary.Trigger{{ID: 1, Name: "Tea"}},
	}
	theirs := diary.Diary{
		Nights: []diary.Night{night(3, 7)}, Triggers: []diary.Trigger{{ID: 1, Name: "tea", Unit: "cups"}},
		Interventions: []diary.Intervention{{ID: 7, Name: "iron", Kind: diary.Supplement, Note: "with food"}},
	}
	plan, err := Join(mine, theirs, Fill)
	if err != nil {
		t.Fatal(err)
	}
	joined := Apply(mine, plan)
	if joined.Nights[0].SleepHours != diary.Some(7.0) || joined.Interventions[0].Note != "with food" {
		t.Errorf("joined is %+v", joined)
	}
	if mine.Nights[0].SleepHours.IsSet() || mine.Interventions[0].Note != "" {
		t.Errorf("what was joined became %+v", mine)
	}
}
