package exchange_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"stillnight/internal/catalogue"
	"stillnight/internal/demo"
	"stillnight/internal/exchange"
	"stillnight/internal/explain"
	"stillnight/internal/i18n/i18ntest"
)

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
