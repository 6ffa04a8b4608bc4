package diary

import (
	"slices"
	"strings"
)

// LabTest names a blood test (or the IRLS total that a clinic told the user, 0–40).
type LabTest string

// The tests offered by name. Any other text is the user's own test.
const (
	Ferritin    LabTest = "ferritin"
	TSAT        LabTest = "tsat" // transferrin saturation
	Haemoglobin LabTest = "haemoglobin"
	Iron        LabTest = "iron"
	Magnesium   LabTest = "magnesium"
	VitaminD    LabTest = "vitamin_d"
	VitaminB12  LabTest = "vitamin_b12"
	Creatinine  LabTest = "creatinine"
	TIBC        LabTest = "tibc"        // total iron-binding capacity
	Transferrin LabTest = "transferrin" // the protein itself
	CRP         LabTest = "crp"         // C-reactive protein, raised by inflammation
	EGFR        LabTest = "egfr"        // estimated glomerular filtration rate
	TSH         LabTest = "tsh"         // thyroid-stimulating hormone
	Folate      LabTest = "folate"
	HbA1c       LabTest = "hba1c"
	IRLSTotal   LabTest = "irls_total"
)

// LabTests lists the tests offered by name, in the order shown.
var LabTests = []LabTest{
	Ferritin, TSAT, Iron, TIBC, Transferrin, CRP, Haemoglobin, Creatinine, EGFR, TSH, VitaminB12, Folate, VitaminD, Magnesium, HbA1c, IRLSTotal,
}

// LabResult is one value from the laboratory, kept in the unit it was given in.
type LabResult struct {
	ID    int64   `json:"id,omitzero"`
	Date  Date    `json:"date"`
	Test  LabTest `json:"test"`
	Value float64 `json:"value"`
	// Unit as on the sheet: "µg/L", "ng/mL", "%", "mmol/L".
	Unit string `json:"unit"`
	// IronWithinDay says whether iron was taken in the 24 hours before; it makes iron tests read high.
	IronWithinDay Optional[bool] `json:"iron_within_day,omitzero"`
	Note          string         `json:"note,omitzero"`
}

// MaxLabValue bounds any laboratory value in any unit.
const MaxLabValue = 1e6

// Validate checks the value and the names; the unit must be one that Units lists where the test is
// known. The error is FieldErrors.
func (l LabResult) Validate() error {
	var c checker
	c.date("date", l.Date)
	if l.Test == "" {
		c.add("test", Required)
	}
	c.text("test", string(l.Test), MaxName)
	c.floatIn("value", Some(l.Value), 0, MaxLabValue)
	if l.Test == IRLSTotal && l.Value > 40 {
		c.outOfRange("value", 0, 40)
	}
	c.text("unit", l.Unit, MaxName)
	if units := Units(l.Test); units != nil {
		if _, ok := Convert(l.Test, l.Value, l.Unit, units[0]); !ok {
			c.add("unit", Unknown)
		}
	}
	c.text("note", l.Note, MaxNote)
	return c.err()
}

// labUnit is a unit of a test: a value in it times factor, plus offset, is the value in the test's first unit.
type labUnit struct {
	unit           string
	factor, offset float64
}

// labUnits gives each test its units, the usual one first. Molar factors come from molar masses: Fe 55.845, Mg
// 24.305, 25-hydroxyvitamin D3 400.64, cobalamin 1355.4, creatinine 113.12, folic acid 441.40, transferrin 79 570,
// ferritin 445 000 g/mol; haemoglobin as monomer 16114.5 g/mol (IFCC). HbA1c in per cent (NGSP) is 0.09148 times
// mmol/mol (IFCC) plus 2.152 (Hoelzel et al. 2004, Clin Chem 50:166).
var labUnits = map[LabTest][]labUnit{
	Ferritin:    {{"µg/L", 1, 0}, {"ng/mL", 1, 0}, {"pmol/L", 0.445, 0}},
	TSAT:        {{"%", 1, 0}},
	Haemoglobin: {{"g/dL", 1, 0}, {"g/L", 0.1, 0}, {"mmol/L", 1.61145, 0}},
	Iron:        {{"µmol/L", 1, 0}, {"µg/dL", 1 / 5.5845, 0}},
	TIBC:        {{"µmol/L", 1, 0}, {"µg/dL", 1 / 5.5845, 0}},
	Transferrin: {{"g/L", 1, 0}, {"mg/dL", 0.01, 0}, {"µmol/L", 0.07957, 0}},
	CRP:         {{"mg/L", 1, 0}, {"mg/dL", 10, 0}},
	Magnesium:   {{"mmol/L", 1, 0}, {"mg/dL", 1 / 2.4305, 0}},
	VitaminD:    {{"nmol/L", 1, 0}, {"ng/mL", 1 / 0.40064, 0}},
	VitaminB12:  {{"pmol/L", 1, 0}, {"pg/mL", 1 / 1.3554, 0}, {"ng/L", 1 / 1.3554, 0}},
	Folate:      {{"nmol/L", 1, 0}, {"ng/mL", 1 / 0.4414, 0}, {"µg/L", 1 / 0.4414, 0}},
	Creatinine:  {{"µmol/L", 1, 0}, {"mg/dL", 1 / 0.011312, 0}},
	EGFR:        {{"mL/min/1.73 m²", 1, 0}},
	TSH:         {{"mIU/L", 1, 0}, {"µIU/mL", 1, 0}},
	HbA1c:       {{"mmol/mol", 1, 0}, {"%", 1 / 0.09148, -2.152 / 0.09148}},
	IRLSTotal:   {{"", 1, 0}},
}

// Units lists the units a known test may be given in, the usual one first; nil for an own test.
func Units(t LabTest) []string {
	var units []string
	for _, f := range labUnits[t] {
		units = append(units, f.unit)
	}
	return units
}

// LabUnit finds the diary's own spelling of a unit of a known test, as others write it: ng/ml, ug/L, mcg/l. A unit that
// the test does not have is returned as it is.
func LabUnit(t LabTest, unit string) string {
	plain := func(s string) string {
		return strings.NewReplacer("µ", "u", "μ", "u", "mcg", "ug", " ", "", "²", "2", "^", "").Replace(strings.ToLower(s))
	}
	for _, u := range labUnits[t] {
		if plain(u.unit) == plain(unit) {
			return u.unit
		}
	}
	return unit
}

// plausible gives, in the first unit of a test, the range outside of which a value is more likely typed in
// another unit or mistyped than measured. It is far wider than what is normal.
var plausible = map[LabTest][2]float64{
	Ferritin: {1, 5000}, TSAT: {0.5, 100}, Haemoglobin: {2, 25}, Iron: {0.5, 100}, TIBC: {15, 150}, Transferrin: {0.5, 6},
	CRP: {0, 600}, Magnesium: {0.2, 1.6}, VitaminD: {2, 500}, VitaminB12: {20, 3000}, Folate: {0.5, 200},
	Creatinine: {10, 2000}, EGFR: {1, 200}, TSH: {0, 300}, HbA1c: {15, 200}, IRLSTotal: {0, 40},
}

// Plausible tells whether a value could have been measured in its unit. Of an own test everything could.
func (l LabResult) Plausible() bool {
	limits, known := plausible[l.Test]
	if !known {
		return true
	}
	value, ok := Convert(l.Test, l.Value, l.Unit, Units(l.Test)[0])
	return !ok || value >= limits[0] && value <= limits[1]
}

// Convert turns a value of a known test from one unit into another; ok is false where a unit or the
// test is not known.
func Convert(t LabTest, value float64, from, to string) (converted float64, ok bool) {
	units := labUnits[t]
	of := func(unit string) int {
		return slices.IndexFunc(units, func(u labUnit) bool { return u.unit == unit })
	}
	i, j := of(from), of(to)
	if i < 0 || j < 0 {
		return 0, false
	}
	if i == j {
		return value, true
	}
	return (value*units[i].factor + units[i].offset - units[j].offset) / units[j].factor, true
}

// ironPerTransferrin is how much iron a gram of transferrin binds, in µmol: two atoms a molecule of 79 570 g/mol.
const ironPerTransferrin = 2e6 / 79570

// Saturation works out the transferrin saturation in per cent from iron and either the total iron-binding
// capacity or transferrin of one blood sample; ok is false where a unit is not known or the result is impossible.
func Saturation(iron, binding LabResult) (percent float64, ok bool) {
	fe, ok := Convert(Iron, iron.Value, iron.Unit, "µmol/L")
	if !ok || iron.Test != Iron {
		return 0, false
	}
	var capacity float64
	switch binding.Test {
	case TIBC:
		capacity, ok = Convert(TIBC, binding.Value, binding.Unit, "µmol/L")
	case Transferrin:
		capacity, ok = Convert(Transferrin, binding.Value, binding.Unit, "g/L")
		capacity *= ironPerTransferrin
	default:
		return 0, false
	}
	if !ok || capacity <= 0 || fe > capacity {
		return 0, false
	}
	return 100 * fe / capacity, true
}
