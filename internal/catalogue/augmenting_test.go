package catalogue_test

import (
	"testing"

	"stillnight/internal/diary"
)

func TestMedicinesWatchedForAugmentation(t *testing.T) {
	c, _ := load(t)
	for _, x := range []struct {
		id, name string
		want     bool
	}{
		{"ropinirole", "Ropinirole", true},
		{"levodopa", "Madopar", true},
		{"", "Requip 0,5 mg", true},
		{"", "Sifrol", true},
		{"opioid_er", "Tramadol 50 mg", true},
		{"opioid_er", "Topalgic LP", true},
		{"opioid_er", "Oxycodone", false},
		{"", "Zaldiar", true},
		{"", "Tramadolor", true}, // a brand of tramadol
		{"", "Enanplus", true},
		{"", "Tramadolhydrochlorid", true},
		{"opioid_er", "Codeine", false},
		{"", "Dhivy", true},
		{"", "Kynmobi", true},
		{"", "Dopaminpflaster", true},
		{"magnesium", "Tramadol", false},
		{"opioid_withdrawal", "Stopping tramadol", false},
		{"magnesium", "Magnesium", false},
		{"gabapentin", "Gabapentin", false},
		{"", "Evening walk", false},
	} {
		if got := c.CanAugment(diary.Intervention{CatalogueID: x.id, Name: x.name}); got != x.want {
			t.Errorf("%q (%s): %t", x.name, x.id, got)
		}
	}
}
