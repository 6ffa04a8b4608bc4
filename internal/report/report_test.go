package report

import (
	"bytes"
	"context"
	"testing"

	"stillnight/internal/catalogue"
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
