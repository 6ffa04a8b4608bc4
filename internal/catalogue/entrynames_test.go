package catalogue

import "testing"

// What is tied to no entry, such as what was imported or typed as one's own, is known by its names.
func TestOwnNamesOfWhatRulesLookFor(t *testing.T) {
	c := loaded(t)
	for _, x := range []struct {
		is   func(id, name string) bool
		id   string
		name string
		want bool
	}{
		{c.IsAlcohol, "alcohol", "Drink", true},
		{c.IsAlcohol, "", "Wine", true},
		{c.IsAlcohol, "", "ein Glas Rotwein", true},
		{c.IsAlcohol, "", "Bière", true},
		{c.IsAlcohol, "", "Alcohol", true},
		{c.IsAlcohol, "", "alkoholfreies Bier", false},
		{c.IsAlcohol, "", "bière sans alcool", false},
		{c.IsAlcohol, "", "alcohol-free beer", false},
		{c.IsAlcohol, "", "ginger", false},
		{c.IsAlcohol, "", "ginger beer", false},
		{c.IsAlcohol, "", "0.0 beer", false},
		{c.IsAlcohol, "", "no wine", false},
		{c.IsAlcohol, "", "kein Alkohol", false},
		{c.IsAlcohol, "", "apple cider vinegar", false},
		{c.IsAlcohol, "", "Malzbier", false},
		{c.IsAlcohol, "", "Wildschwein", false},
		{c.IsAlcohol, "", "zwijn", false},
		{c.IsAlcohol, "", "Feierabendbier", true},
		{c.IsAlcohol, "", "Glühwein", true},
		{c.IsAlcohol, "", "biertje", true},
		{c.IsAlcohol, "", "gin and no tonic", true},
		{c.IsAlcohol, "caffeine", "wine", false},
		{c.IsCaffeine, "", "Kaffee", true},
		{c.IsCaffeine, "", "té", true},
		{c.IsCaffeine, "", "Caffeine", true},
		{c.IsCaffeine, "", "grüner Tee", true},
		{c.IsCaffeine, "", "café con leche", true},
		{c.IsCaffeine, "", "Earl Grey", true},
		{c.IsCaffeine, "", "peppermint tea", false},
		{c.IsCaffeine, "", "decaf coffee", false},
		{c.IsIronByMouth, "iron_oral", "Ferro sanol", true},
		{c.IsIronByMouth, "", "Eisen 100 mg", true},
		{c.IsIronByMouth, "", "hierro", true},
		{c.IsIronByMouth, "", "Ferrous sulfate", true},
		{c.IsIronByMouth, "", "iron infusion", false},
		{c.IsIronByMouth, "", "iron sucrose 200 mg", false},
		{c.IsIronByMouth, "", "hierro en vena", false},
		{c.IsIronByMouth, "", "fer injectable", false},
		{c.IsIronByMouth, "", "Eisen + Vitamin C", true},
		{c.IsIronByMouth, "", "Vitamin C (allein oder mit Eisen)", false},
		{c.IsIron, "", "IJzerinfuus (ijzercarboxymaltose)", true},
		{c.IsIronByMouth, "", "IV iron", false},
		{c.IsIronByMouth, "iron_iv_fcm", "Iron", false},
		{c.IsIron, "", "Ferinject", true},
		{c.IsIron, "iron_iv_other", "Drip", true},
		{c.IsIron, "", "iron infusion", true},
		{c.IsIron, "", "Eisen", true},
		{c.IsIron, "magnesium", "Iron", false},
		{c.IsCalcium, "", "Kalzium", true},
		{c.IsCalcium, "calcium", "Bones", true},
		{c.IsCalcium, "", "Magnesium", false},
	} {
		if got := x.is(x.id, x.name); got != x.want {
			t.Errorf("%q %q: %v", x.id, x.name, got)
		}
	}
}

func TestWhatIsLeftOutIsToldFromNamesThatBeginLikeIt(t *testing.T) {
	for name, want := range map[string]bool{
		"no Benadryl": true, "ohne Sertralin": true, "Sertralin abgesetzt": true, "pas de vin": true, "geen koffie": true,
		"Non-drowsy Dramamine": false, "Non drowsy Sudafed": false, "No-Spa 40 mg": false, "Benadryl": false, "no": false, "": false,
		"No-Spa gestopt": true,
	} {
		if got := IsLeftOut(name); got != want {
			t.Errorf("%q is left out: %v", name, got)
		}
	}
}
