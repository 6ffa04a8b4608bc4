package report

import (
	"bytes"
	"context"
	"os"
	"testing"

	"stillnight/internal/catalogue"
	"stillnight/internal/compare"
	"stillnight/internal/demo"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

func options(t testing.TB) Options {
	t.Helper()
	l, err := i18n.New("en")
	if err != nil {
		t.Fatal(err)
	}
	c, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	return Options{L: l, Catalogue: c, Version: "1.0", Made: diary.MustDate(2026, 3, 3)}
}

func sample(t testing.TB) diary.Diary {
	return demo.Diary(1, diary.MustDate(2026, 3, 2), options(t).L)
}

func build(t testing.TB, d diary.Diary, o Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Build(context.Background(), d, o, &b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestLook(t *testing.T) {
	o := options(t)
	o.Name, o.BirthYear, o.Notes = "Eva Müller", "1961", true
	o.Outcomes = []compare.Outcome{compare.Severity, compare.SleepHours, compare.OnsetMinutes}
	os.WriteFile("/tmp/look/a4.pdf", build(t, sample(t), o), 0o600)
	o.Paper, o.Grey, o.Name, o.Notes = Letter, true, "", false
	o.From = diary.MustDate(2025, 12, 3)
	os.WriteFile("/tmp/look/letter.pdf", build(t, sample(t), o), 0o600)
}
