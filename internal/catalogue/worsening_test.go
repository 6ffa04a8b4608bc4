package catalogue

import "testing"

func TestMedicinesThatCanWorsenAreKnown(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, group := range worsening {
		if _, ok := c.ByID(group); !ok {
			t.Errorf("no entry %q", group)
		}
	}
	for _, x := range []struct {
		id, name string
		want     bool
	}{
		{"antihistamine_sedating", "Cold tablet", true},
		{"", "Sertraline 50", true},
		{"", "benadryl (evening)", true},
		{"", "Trevilor 75", true},
		{"", "Primpéran", true},
		{"", "Magnesium", false},
		{"", "", false},
		{"magnesium", "Magnesium with Zoloft", false},
		{"caffeine", "Coffee", false},
	} {
		if got := c.CanWorsen(x.id, x.name); got != x.want {
			t.Errorf("%q %q: %v", x.id, x.name, got)
		}
	}
}
