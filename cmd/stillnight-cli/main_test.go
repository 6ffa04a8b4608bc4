package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/rogpeppe/go-internal/testscript"

	"stillnight/internal/exchange"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"stillnight-cli": main,
	})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("LANG", "C")
			e.Setenv("HOME", e.WorkDir)
			return nil
		},
		UpdateScripts: os.Getenv("UPDATE") != "",
	})
}

func lines(t *testing.T, in string) []exchange.Answer {
	t.Helper()
	var out, errs bytes.Buffer
	// One byte at a time, as a pipe may give it.
	if code := run(context.Background(), []string{"compare", "--jsonl", "--lang", "en"}, iotest.OneByteReader(strings.NewReader(in)), &out, &errs); code != exitGood {
		t.Fatalf("exit %d: %s", code, errs.String())
	}
	var answers []exchange.Answer
	for line := range strings.Lines(out.String()) {
		var a exchange.Answer
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		answers = append(answers, a)
	}
	return answers
}

func TestAnswersKeepTheOrderOfTheLines(t *testing.T) {
	var in strings.Builder
	for i := range 300 {
		if i%7 == 3 {
			fmt.Fprintf(&in, "{\"id\":%d,\"nights\":[}\r\n\n", i)
			continue
		}
		fmt.Fprintf(&in, `{"id":%d,"nights":[{"date":"2026-01-01","severity":%d}]}`+"\n", i, i%11)
	}
	answers := lines(t, in.String())
	if len(answers) != 300 {
		t.Fatalf("%d answers", len(answers))
	}
	for i, a := range answers {
		if string(a.ID) != fmt.Sprint(i) || (i%7 == 3) != (a.Error != "") {
			t.Errorf("line %d: id %s, error %q", i, a.ID, a.Error)
		}
	}
}

func TestALineThatIsTooLongIsAnsweredAndTheRestGoOn(t *testing.T) {
	long := `{"id":"long","nights":[` + strings.Repeat(" ", exchange.MaxLine) + "]}\n"
	var out, errs bytes.Buffer
	in := strings.NewReader(long + `{"id":"next","nights":[]}` + "\n")
	if code := run(context.Background(), []string{"compare", "--jsonl", "--lang", "en"}, in, &out, &errs); code != exitGood {
		t.Fatalf("exit %d: %s", code, errs.String())
	}
	got := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(got) != 2 || !strings.Contains(got[0], `"id":"long","error":"The line is longer than 16 MB."`) || got[1] != `{"id":"next","comparisons":[]}` {
		t.Errorf("answers: %s", got)
	}
}

func BenchmarkCompareLines(b *testing.B) {
	var line strings.Builder
	line.WriteString(`{"id":"a","nights":[`)
	for day := range 56 {
		if day > 0 {
			line.WriteByte(',')
		}
		fmt.Fprintf(&line, `{"date":"2026-%02d-%02d","severity":%d}`, 1+day/28, 1+day%28, (day*7)%11)
	}
	line.WriteString(`],"interventions":[{"name":"Iron","phases":[{"start":"2026-02-01","end":null,"dose":65,"unit":"mg"}]}],"outcome":"severity"}` + "\n")
	in := strings.Repeat(line.String(), 1000)
	b.ResetTimer()
	for b.Loop() {
		var out, errs bytes.Buffer
		if code := run(context.Background(), []string{"compare", "--jsonl"}, strings.NewReader(in), &out, &errs); code != exitGood {
			b.Fatal(errs.String())
		}
	}
	b.ReportMetric(float64(b.N)*1000/b.Elapsed().Seconds(), "lines/s")
}
