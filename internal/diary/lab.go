package diary

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
	IRLSTotal   LabTest = "irls_total"
)

// LabTests lists the tests offered by name, in the order shown.
var LabTests = []LabTest{Ferritin, TSAT, Haemoglobin, Iron, Magnesium, VitaminD, VitaminB12, Creatinine, IRLSTotal}

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

// labFactors gives, for each test, its units and how many of the first unit one of each is. Molar
// factors come from molar masses: Fe 55.845, Mg 24.305, 25-hydroxyvitamin D3 400.64, cobalamin
// 1355.4, creatinine 113.12 g/mol; haemoglobin as monomer 16114.5 g/mol (IFCC).
var labFactors = map[LabTest][]struct {
	unit   string
	factor float64
}{
	Ferritin:    {{"µg/L", 1}, {"ng/mL", 1}},
	TSAT:        {{"%", 1}},
	Haemoglobin: {{"g/dL", 1}, {"g/L", 0.1}, {"mmol/L", 1.61145}},
	Iron:        {{"µmol/L", 1}, {"µg/dL", 1 / 5.5845}},
	Magnesium:   {{"mmol/L", 1}, {"mg/dL", 1 / 2.4305}},
	VitaminD:    {{"nmol/L", 1}, {"ng/mL", 1 / 0.40064}},
	VitaminB12:  {{"pmol/L", 1}, {"pg/mL", 1 / 1.3554}, {"ng/L", 1 / 1.3554}},
	Creatinine:  {{"µmol/L", 1}, {"mg/dL", 1 / 0.011312}},
	IRLSTotal:   {{"", 1}},
}

// Units lists the units a known test may be given in, the usual one first; nil for an own test.
func Units(t LabTest) []string {
	var units []string
	for _, f := range labFactors[t] {
		units = append(units, f.unit)
	}
	return units
}

// plausible gives, in the first unit of a test, the range outside of which a value is more likely typed in
// another unit or mistyped than measured. It is far wider than what is normal.
var plausible = map[LabTest][2]float64{
	Ferritin: {1, 5000}, TSAT: {0.5, 100}, Haemoglobin: {2, 25}, Iron: {0.5, 100}, Magnesium: {0.2, 1.6},
	VitaminD: {2, 500}, VitaminB12: {20, 3000}, Creatinine: {10, 2000}, IRLSTotal: {0, 40},
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
	var fromFactor, toFactor float64
	for _, f := range labFactors[t] {
		if f.unit == from {
			fromFactor = f.factor
		}
		if f.unit == to {
			toFactor = f.factor
		}
	}
	if fromFactor == 0 || toFactor == 0 {
		return 0, false
	}
	return value * fromFactor / toFactor, true
}
