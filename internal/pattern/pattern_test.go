package pattern

import "testing"

func TestAFaultyPatternFailsEveryTest(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("nothing said")
		}
	}()
	New(`(`)
}

func TestAPatternIsCompiledWhenUsed(t *testing.T) {
	defer func(was bool) { inTest = was }(inTest)
	inTest = false
	New(`(`) // says nothing yet
	p := New(`(\d+) mg`)
	if got := p.ReplaceAllString("10 mg, 20 mg", "${1} g"); got != "10 g, 20 g" {
		t.Errorf("%q", got)
	}
}
