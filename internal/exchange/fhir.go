package exchange

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/wording"
)

// Code systems of FHIR R4 and of what is measured.
const (
	loincSystem    = "http://loinc.org"
	ucumSystem     = "http://unitsofmeasure.org"
	categorySystem = "http://terminology.hl7.org/CodeSystem/observation-category"
)

type fhirEntry struct {
	Resource any `json:"resource"`
}

// fhirText is a string of FHIR: letters, tabs, line ends and the plain space, which is the only one that the published
// schema allows.
type fhirText string

// MarshalJSON writes every other space as a plain one, and leaves out control characters.
func (t fhirText) MarshalJSON() ([]byte, error) {
	plain := strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return r
		case unicode.IsSpace(r) || unicode.In(r, unicode.Z) || r == '\ufeff':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, string(t))
	text, err := json.Marshal(plain)
	if err != nil {
		return nil, fmt.Errorf("writing a text: %w", err)
	}
	return text, nil
}

type fhirCoding struct {
	System string `json:"system"`
	Code   string `json:"code"`
}

type fhirConcept struct {
	Coding []fhirCoding `json:"coding,omitempty"`
	Text   fhirText     `json:"text,omitempty"`
}

type fhirQuantity struct {
	Value  float64  `json:"value"`
	Unit   fhirText `json:"unit,omitempty"`
	System string   `json:"system,omitempty"`
	Code   string   `json:"code,omitempty"`
}

type fhirReference struct {
	Display fhirText `json:"display"`
}

type fhirNote struct {
	Text fhirText `json:"text"`
}

type fhirObservation struct {
	ResourceType string        `json:"resourceType"`
	Status       string        `json:"status"`
	Category     []fhirConcept `json:"category,omitempty"`
	Code         fhirConcept   `json:"code"`
	Subject      fhirReference `json:"subject"`
	Effective    string        `json:"effectiveDateTime"`
	Integer      *int          `json:"valueInteger,omitempty"`
	Quantity     *fhirQuantity `json:"valueQuantity,omitempty"`
	Note         []fhirNote    `json:"note,omitempty"`
}

type fhirPeriod struct {
	Start string `json:"start,omitempty"`
	End   string `json:"end,omitempty"`
}

type fhirDosage struct {
	Text   fhirText    `json:"text,omitempty"`
	Timing *fhirTiming `json:"timing,omitempty"`
	Rate   []fhirRate  `json:"doseAndRate,omitempty"`
}

type fhirTiming struct {
	Repeat fhirRepeat `json:"repeat"`
}

type fhirRepeat struct {
	TimeOfDay []string `json:"timeOfDay"`
}

type fhirRate struct {
	Quantity fhirQuantity `json:"doseQuantity"`
}

type fhirStatement struct {
	ResourceType string        `json:"resourceType"`
	Status       string        `json:"status"`
	Medication   fhirConcept   `json:"medicationCodeableConcept"`
	Subject      fhirReference `json:"subject"`
	Period       *fhirPeriod   `json:"effectivePeriod,omitempty"`
	Reason       []fhirConcept `json:"statusReason,omitempty"`
	Dosage       []fhirDosage  `json:"dosage,omitempty"`
	Note         []fhirNote    `json:"note,omitempty"`
}

// labCodes are the LOINC codes of blood tests by the unit of the result, with UCUM codes of the units.
var labCodes = map[diary.LabTest]map[string][2]string{
	diary.Ferritin:    {"µg/L": {"2276-4", "ug/L"}, "ng/mL": {"2276-4", "ng/mL"}, "pmol/L": {"14723-1", "pmol/L"}},
	diary.TSAT:        {"%": {"2502-3", "%"}},
	diary.Haemoglobin: {"g/dL": {"718-7", "g/dL"}, "g/L": {"718-7", "g/L"}, "mmol/L": {"59260-0", "mmol/L"}},
	diary.Iron:        {"µmol/L": {"14798-3", "umol/L"}, "µg/dL": {"2498-4", "ug/dL"}},
	diary.TIBC:        {"µmol/L": {"14800-7", "umol/L"}, "µg/dL": {"2500-7", "ug/dL"}},
	diary.Transferrin: {"g/L": {"3034-6", "g/L"}, "mg/dL": {"3034-6", "mg/dL"}},
	diary.CRP:         {"mg/L": {"1988-5", "mg/L"}, "mg/dL": {"1988-5", "mg/dL"}},
	diary.Magnesium:   {"mmol/L": {"2601-3", "mmol/L"}, "mg/dL": {"19123-9", "mg/dL"}},
	diary.VitaminD:    {"nmol/L": {"14635-7", "nmol/L"}, "ng/mL": {"1989-3", "ng/mL"}},
	diary.VitaminB12:  {"pmol/L": {"14685-2", "pmol/L"}, "pg/mL": {"2132-9", "pg/mL"}, "ng/L": {"2132-9", "ng/L"}},
	diary.Folate:      {"nmol/L": {"14732-2", "nmol/L"}, "ng/mL": {"2284-8", "ng/mL"}, "µg/L": {"2284-8", "ug/L"}},
	diary.Creatinine:  {"µmol/L": {"14682-9", "umol/L"}, "mg/dL": {"2160-0", "mg/dL"}},
	diary.EGFR:        {"mL/min/1.73 m²": {"98979-8", "mL/min/{1.73_m2}"}},
	diary.TSH:         {"mIU/L": {"3016-3", "m[IU]/L"}, "µIU/mL": {"3016-3", "u[IU]/mL"}},
	diary.HbA1c:       {"%": {"4548-4", "%"}, "mmol/mol": {"59261-8", "mmol/mol"}},
}

// sleepDuration is the LOINC code of hours slept.
const sleepDuration = "93832-4"

// WriteFHIR writes the diary as a FHIR R4 bundle of a collection: nights and blood tests as observations,
// remedies as medication statements, one for each dose. A rating of restless legs has no code of its own in
// LOINC and is told by its name. The person is not named.
func WriteFHIR(w io.Writer, d diary.Diary, l *i18n.Localizer) error {
	f := fhirWriter{l: l, w: bufio.NewWriter(w)}
	f.write("{\n \"resourceType\": \"Bundle\",\n \"type\": \"collection\"")
	for _, n := range d.Nights {
		f.night(n)
	}
	for _, r := range d.Labs {
		f.lab(r)
	}
	for _, iv := range d.Interventions {
		for _, p := range iv.Phases {
			f.phase(iv, p)
		}
	}
	if f.entries > 0 {
		f.write("\n ]")
	}
	f.write("\n}\n")
	if err := errors.Join(f.err, f.w.Flush()); err != nil {
		return fmt.Errorf("writing the FHIR bundle: %w", err)
	}
	return nil
}

// fhirWriter writes one entry of the bundle after the other: all of decades take 50 MB.
type fhirWriter struct {
	l       *i18n.Localizer
	w       *bufio.Writer
	entries int
	err     error // the first
}

func (f *fhirWriter) write(text string) {
	if f.err == nil {
		_, f.err = f.w.WriteString(text)
	}
}

func (f *fhirWriter) add(resource any) {
	entry, err := indented("  ", fhirEntry{resource})
	if err != nil && f.err == nil {
		f.err = err
	}
	before := ",\n  "
	if f.entries == 0 {
		before = ",\n \"entry\": [\n  "
	}
	f.entries++
	f.write(before)
	f.write(strings.TrimSuffix(string(entry), "\n"))
}

func (f *fhirWriter) subject() fhirReference {
	return fhirReference{Display: fhirText(f.l.T("exchange.fhir.subject"))}
}

func (f *fhirWriter) observation(category, code string, on diary.Date, words string) fhirObservation {
	o := fhirObservation{
		ResourceType: "Observation", Status: "final", Subject: f.subject(), Effective: on.String(),
		Category: []fhirConcept{{Coding: []fhirCoding{{System: categorySystem, Code: category}}}},
		Code:     fhirConcept{Text: fhirText(words)},
	}
	if code != "" {
		o.Code.Coding = []fhirCoding{{System: loincSystem, Code: code}}
	}
	return o
}

// night writes the answers of a night that are numbers. The note stands with the first of them.
func (f *fhirWriter) night(n diary.Night) {
	var written []fhirObservation
	for _, field := range diary.NightFields {
		if !field.IsSet(&n) {
			continue
		}
		o := f.observation("survey", "", n.Date, Field(field.Name).Words(f.l))
		switch v := field.In(&n).(type) {
		case *diary.Optional[int]:
			x, _ := v.Get()
			if field.Kind == diary.Minutes {
				o.Quantity = &fhirQuantity{float64(x), "min", ucumSystem, "min"}
			} else {
				o.Integer = &x
			}
		case *diary.Optional[float64]:
			x, _ := v.Get()
			o.Quantity = &fhirQuantity{x, "h", ucumSystem, "h"}
			if field.Name == "sleep_hours" {
				o.Code.Coding = []fhirCoding{{System: loincSystem, Code: sleepDuration}}
			}
		default:
			continue
		}
		written = append(written, o)
	}
	if n.Note != "" && len(written) > 0 {
		written[0].Note = []fhirNote{{fhirText(n.Note)}}
	}
	for _, o := range written {
		f.add(o)
	}
}

func (f *fhirWriter) lab(r diary.LabResult) {
	codes := labCodes[r.Test][r.Unit]
	o := f.observation("laboratory", codes[0], r.Date, wording.LabTest(f.l, r.Test))
	o.Quantity = &fhirQuantity{Value: r.Value, Unit: fhirText(r.Unit)}
	if codes[1] != "" {
		o.Quantity.System, o.Quantity.Code = ucumSystem, codes[1]
	}
	if r.Note != "" {
		o.Note = []fhirNote{{fhirText(r.Note)}}
	}
	f.add(o)
}

// phase writes one dose of a remedy. A start that is hardly known is written as sharp as it is known.
func (f *fhirWriter) phase(iv diary.Intervention, p diary.Phase) {
	s := fhirStatement{ResourceType: "MedicationStatement", Status: "active", Medication: fhirConcept{Text: fhirText(iv.Name)}, Subject: f.subject()}
	var period fhirPeriod
	if p.StartIs != diary.AboutThen && p.StartIs != diary.StartNotKnown {
		period.Start = p.StartText()
	}
	if end, ended := p.End.Get(); ended {
		s.Status = "completed"
		if p.Paused {
			s.Status = "on-hold"
		}
		period.End = end.AddDays(-1).String()
	}
	if period != (fhirPeriod{}) {
		s.Period = &period
	}
	if dosage := f.dosage(p); dosage.Text != "" {
		s.Dosage = []fhirDosage{dosage}
	}
	if p.StopReason != "" {
		s.Reason = []fhirConcept{{Text: fhirText(p.StopReason)}}
	}
	if iv.Note != "" {
		s.Note = []fhirNote{{fhirText(iv.Note)}}
	}
	f.add(s)
}

// dosage tells the dose and the times of day, in words and for programs.
func (f *fhirWriter) dosage(p diary.Phase) fhirDosage {
	var d fhirDosage
	var words []string
	if dose, ok := p.Dose.Get(); ok {
		words = append(words, f.l.T("wording.dose", "n", f.l.Full(dose), "unit", p.Unit))
		d.Rate = []fhirRate{{fhirQuantity{Value: dose, Unit: fhirText(p.Unit)}}}
	}
	var times []string
	for _, at := range p.Times {
		words = append(words, at.String())
		times = append(times, at.String()+":00")
	}
	if len(times) > 0 {
		d.Timing = &fhirTiming{fhirRepeat{times}}
	}
	if len(words) > 0 {
		d.Text = fhirText(f.l.List(words))
	}
	return d
}
