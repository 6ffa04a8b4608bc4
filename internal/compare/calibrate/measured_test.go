package main

import (
	"fmt"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"stillnight/internal/compare"
)

// known is how far what users are told may lie from the file: a share of 20 % of 2,000 diaries is known to 1.8 points.
const known = 0.02

// TestUsersAreToldWhatWasMeasured holds the figures in help and explanations against CALIBRATION.md.
func TestUsersAreToldWhatWasMeasured(t *testing.T) {
	data, err := os.ReadFile("../CALIBRATION.md")
	if err != nil {
		t.Fatal(err)
	}
	file := string(data)
	m := compare.Measured()
	const rule, welch = 2, 3
	for _, f := range []struct {
		what, name, nights string
		column             int
		told               float64
	}{
		{"independent", "dependence φ = 0.0", "28+28", rule, m.Independent},
		{"dependent", "dependence φ = 0.3", "28+28", rule, m.Dependent},
		{"after a bad fortnight", "started after a bad fortnight, φ = 0.5", "28+28", rule, m.BadFortnight},
		{"the same by plain means", "started after a bad fortnight, φ = 0.5", "28+28", welch, m.BadFortnightPlain},
		{"falling", "falling by 0.01 a night, φ = 0.3", "28+28", rule, m.Falling},
		{"falling twice as fast", "falling by 0.02 a night, φ = 0.3", "56+56", rule, m.FallingTwice},
		{"after a bad month", "started after a bad month, φ = 0.5", "56+56", rule, m.BadMonth},
		{"after a bad month alone", "started after a bad month, φ = 0.5", "28+56", rule, m.OnlyBadMonth},
		{"an unwritten change", "a fall of 2 two weeks before that nobody wrote down, φ = 0.3", "56+56", rule, m.Unwritten},
		{"an unwritten change, long diary", "a fall of 2 two weeks before that nobody wrote down, φ = 0.3", "200+56", rule, m.UnwrittenLong},
		{"a fall of 3", "a fall of 3, φ = 0.3", "28+28", rule, m.Three},
		{"a fall of 2", "a fall of 2, φ = 0.3", "28+28", rule, m.Two},
		{"a fall of 1", "a fall of 1, φ = 0.3", "28+28", rule, m.One},
		{"a fall of 2, long diary", "a fall of 2, φ = 0.3", "400+28", rule, m.TwoLong},
		{"a relapse called better", "a fall of 3 for 3 weeks, gone in 2 more, φ = 0.3", "56+56", 3, m.Relapse},
		{"a relapse told", "a fall of 3 for 3 weeks, gone in 2 more, φ = 0.3", "56+56", 4, m.RelapseTold},
	} {
		got, err := measured(file, f.name, f.nights, f.column)
		if err != nil {
			t.Errorf("%s: %v", f.what, err)
		} else if math.Abs(got-f.told) > known || f.told < 0.05 && math.Abs(got-f.told) > known/2 {
			t.Errorf("%s: users are told %.3f, measured is %.3f", f.what, f.told, got)
		}
	}
	found := regexp.MustCompile(`is called “better” in ([\d.]+) % on average. The interval holds the truth in (\d+) to (\d+) % where\n.*and in (\d+) to (\d+) %`).FindStringSubmatch(file)
	if found == nil {
		t.Fatal("the file does not say what one comparison does on average")
	}
	for i, told := range []float64{m.OneByChance, m.HoldsSteady.Low, m.HoldsSteady.High, m.HoldsShaken.Low, m.HoldsShaken.High} {
		got, err := strconv.ParseFloat(found[i+1], 64)
		if err != nil || math.Abs(got/100-told) > known || i == 0 && math.Abs(got/100-told) > 0.003 {
			t.Errorf("users are told %.3f, measured is %s %%", told, found[i+1])
		}
	}
}

// measured finds a share in the first table that has the row and as many columns.
func measured(file, name, nights string, column int) (float64, error) {
	prefix := "| " + name + " | " + nights + " |"
	for _, line := range strings.Split(file, "\n") {
		cells := strings.Split(line, "|")
		if !strings.HasPrefix(line, prefix) || len(cells) < column+3 {
			continue
		}
		cell, _, _ := strings.Cut(strings.TrimSpace(cells[column+1]), " ")
		n, err := strconv.ParseFloat(cell, 64)
		return n / 100, err
	}
	return 0, fmt.Errorf("no row %q, %s", name, nights)
}
