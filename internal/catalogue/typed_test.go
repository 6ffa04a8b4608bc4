package catalogue

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"

	"stillnight/internal/diary"
)

func TestMedicinesAreKnownAsPatientsTypeThem(t *testing.T) {
	c := loaded(t)
	file, err := os.Open("testdata/typed.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	tried := 0
	for lines := bufio.NewScanner(file); lines.Scan(); {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		tried++
		name, want, found := strings.Cut(line, " = ")
		var near string
		if !found {
			name, near, _ = strings.Cut(strings.TrimSuffix(line, " -"), " ? ")
		}
		var ids []string
		for _, m := range c.MedicinesNamed(name) {
			ids = append(ids, m.ID)
		}
		slices.Sort(ids)
		if got := strings.Join(ids, ", "); got != want {
			t.Errorf("%q: found %q, want %q", name, got, want)
		}
		m, ok := c.SpeltLike(name)
		if ok != (near != "") || ok && m.ID != near {
			t.Errorf("%q: spelt like %q, want %q", name, m.ID, near)
		}
		// What is not known is said to be unknown, and is no reason for "none was found".
		iv := diary.Intervention{Name: name, Kind: diary.Prescription}
		if unknown := c.IsUnknownMedicine(iv); unknown != !found {
			t.Errorf("%q: unknown %v", name, unknown)
		}
		if !found && c.CanWorsen("", name) {
			t.Errorf("%q is taken for one that can worsen", name)
		}
	}
	if tried < 100 {
		t.Errorf("only %d names", tried)
	}
}
