package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"stillnight/internal/compare"
	"stillnight/internal/demo"
	"stillnight/internal/diary"
	"stillnight/internal/exchange"
	"stillnight/internal/i18n"
	"stillnight/internal/report"
	"stillnight/internal/wording"
)

// sealed is a diary with a blinded trial that runs under a key.
func sealed(l *i18n.Localizer, seed int64) (diary.Diary, diary.BlindTrial) {
	d := demo.Diary(1, judgedOn, l)
	b := diary.BlindTrial{Begun: before(50), Boxes: 6, Days: 14, RunInDays: 3, Seed: seed}
	d.Interventions[0].Blind = []diary.BlindTrial{b}
	return d, b
}

// What goes out of a diary may hold the number that the key is worked out of and the code on the helper's list, and
// nothing else that is another with another key.
func TestNothingThatGoesOutNamesTheBoxesBeforeTheEnd(t *testing.T) {
	p := inEnglish(t)
	l := p.l
	const first, second = 1_234_567_890_123, 9_876_543_210_987
	one, a := sealed(l, first)
	two, b := sealed(l, second)
	if slices.Equal(a.Key(), b.Key()) {
		t.Fatal("both keys are the same")
	}
	outputs := map[string]func(io.Writer, diary.Diary) error{
		"JSON":     func(w io.Writer, d diary.Diary) error { return exchange.WriteJSON(w, d) },
		"FHIR":     func(w io.Writer, d diary.Diary) error { return exchange.WriteFHIR(w, d, l) },
		"workbook": func(w io.Writer, d diary.Diary) error { return exchange.WriteWorkbook(w, d, l) },
		"tables": func(w io.Writer, d diary.Diary) error {
			for _, table := range exchange.Tables(d, l) {
				if err := table.Write(w, l); err != nil {
					return err
				}
			}
			return nil
		},
		"report": func(w io.Writer, d diary.Diary) error {
			pages, err := report.Pages(context.Background(), d, report.Options{L: l, Catalogue: p.catalogue, Notes: true, Outcomes: compare.Outcomes})
			for _, page := range pages {
				_, _ = io.WriteString(w, page.Text())
			}
			return err
		},
		"findings": func(w io.Writer, d diary.Diary) error {
			list, err := p.find(d, "", judgedOn)
			_ = json.NewEncoder(w).Encode(list)
			return err
		},
		"comparisons": func(w io.Writer, d diary.Diary) error {
			r, err := compare.All(d, p.options())
			_ = json.NewEncoder(w).Encode(wording.Summary(l, r, compare.Severity))
			return err
		},
		"stage": func(w io.Writer, d diary.Diary) error {
			_, err := io.WriteString(w, wording.BlindStage(l, d.Interventions[0].Blind[0], judgedOn))
			return err
		},
	}
	for name, write := range outputs {
		text := func(d diary.Diary, b diary.BlindTrial) string {
			var body bytes.Buffer
			if err := write(&body, d); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			out := unpacked(t, body.Bytes())
			return strings.NewReplacer(strconv.FormatInt(b.Seed, 10), "KEY", fmt.Sprintf("K%016X", uint64(b.Seed)), "KEY", b.Code(), "CODE").Replace(out)
		}
		x := text(one, a)
		if x != text(two, b) {
			t.Errorf("%s is another with another key", name)
		}
		if x == "" {
			t.Errorf("%s is empty", name)
		}
	}
}

// unpacked joins the files of an archive; anything else it returns as it is.
func unpacked(t *testing.T, body []byte) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return string(body)
	}
	var all strings.Builder
	slices.SortFunc(archive.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) }) // written in any order
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, r); err != nil {
			t.Fatal(err)
		}
		_ = r.Close()
	}
	return all.String()
}
