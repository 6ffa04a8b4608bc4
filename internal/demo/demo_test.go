package demo_test

import (
	"reflect"
	"testing"
	"time"

	"stillnight/internal/demo"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

var last = diary.MustDate(2026, time.November, 22)

func sample(t *testing.T, seed int64) diary.Diary {
	t.Helper()
	l, err := i18n.New("en")
	if err != nil {
		t.Fatal(err)
	}
	return demo.Diary(seed, last, l)
}

func TestSampleDiaryIsValid(t *testing.T) {
	for seed := range int64(20) {
		if err := sample(t, seed).Validate(last); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
	}
	if err := demo.Long(1, 3, 10, 500).Validate(diary.Date{}); err != nil {
		t.Errorf("long diary: %v", err)
	}
}

func TestSameSeedSameDiary(t *testing.T) {
	if !reflect.DeepEqual(sample(t, 7), sample(t, 7)) {
		t.Error("two diaries of one seed differ")
	}
	if reflect.DeepEqual(sample(t, 7), sample(t, 8)) {
		t.Error("two seeds give one diary")
	}
}

func TestSampleDiaryHasWhatALifeHas(t *testing.T) {
	d := sample(t, 1)
	first, end, ok := d.Span()
	if !ok || end.Sub(first) < 400 || end.Sub(first) > 440 {
		t.Errorf("it spans %s to %s", first, end)
	}
	if n := len(d.Nights); n < 330 || n > 410 {
		t.Errorf("%d nights written down of 425", n)
	}
	if len(d.Interventions) != 4 || len(d.Interventions[3].Phases) != 2 {
		t.Error("four remedies, the last with two doses")
	}
	if len(d.Episodes) < 20 || len(d.Exposures) < 100 || len(d.Labs) < 4 || len(d.Visits) < 2 {
		t.Errorf("%d episodes, %d exposures, %d labs, %d visits", len(d.Episodes), len(d.Exposures), len(d.Labs), len(d.Visits))
	}
}
