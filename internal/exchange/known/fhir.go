package known

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/exchange/source"
)

// fhirResource is what is used of an Observation, a MedicationStatement or a MedicationAdministration of
// FHIR R4.
type fhirResource struct {
	Type       string      `json:"resourceType"`
	Status     string      `json:"status"`
	Code       fhirConcept `json:"code"`
	Effective  string      `json:"effectiveDateTime"`
	Period     fhirPeriod  `json:"effectivePeriod"`
	Quantity   *fhirAmount `json:"valueQuantity"`
	Integer    *float64    `json:"valueInteger"`
	Medication fhirConcept `json:"medicationCodeableConcept"`
	Entry      []struct {
		Resource json.RawMessage `json:"resource"`
	} `json:"entry"`
}

type fhirPeriod struct {
	Start string `json:"start"`
	End   string `json:"end"`
}

type fhirConcept struct {
	Coding []struct {
		System  string `json:"system"`
		Code    string `json:"code"`
		Display string `json:"display"`
	} `json:"coding"`
	Text string `json:"text"`
}

type fhirAmount struct {
	Value float64 `json:"value"`
	Unit  string  `json:"unit"`
	Code  string  `json:"code"`
}

// words of a concept: its text, or the first display.
func (c fhirConcept) words() string {
	if c.Text != "" {
		return c.Text
	}
	for _, coding := range c.Coding {
		if coding.Display != "" {
			return coding.Display
		}
	}
	return ""
}

// loinc are the codes of what the diary has a place for: sleep, and blood tests by the diary's names.
var loinc = map[string]string{
	"93832-4": "sleep_hours", "248263006": "sleep_hours",
	"2276-4": "ferritin", "20567-4": "ferritin", "2502-3": "tsat", "718-7": "haemoglobin", "2498-4": "iron", "14798-3": "iron",
	"19123-9": "magnesium", "1989-3": "vitamin_d", "14635-7": "vitamin_d", "2132-9": "vitamin_b12", "2160-0": "creatinine", "14682-9": "creatinine",
}

// known is the diary's name for a concept, "" for none.
func (c fhirConcept) known() string {
	for _, coding := range c.Coding {
		if name := loinc[coding.Code]; name != "" {
			return name
		}
	}
	return ""
}

// readFHIR reads a bundle, or a single resource, as clinics and phones keep them.
func readFHIR(j *Job) error {
	if source.TooDeep(j.Item.Data, maxDepth) {
		return &source.Fault{Key: "exchange.fault.too_deep"}
	}
	var r fhirResource
	if err := json.NewDecoder(bytes.NewReader(j.Item.Data)).Decode(&r); err != nil {
		return jsonFault(err)
	}
	if r.Type != "Bundle" {
		j.Set.Rows++
		j.fhir(1, r)
		return nil
	}
	for i, e := range r.Entry {
		if err := j.Ctx.Err(); err != nil {
			return err
		}
		j.Set.Rows++
		var inner fhirResource
		if err := json.Unmarshal(e.Resource, &inner); err != nil {
			j.Set.Leave(i+1, reading.Unreadable, "")
			continue
		}
		j.fhir(i+1, inner)
	}
	return nil
}

func (j *Job) fhir(line int, r fhirResource) {
	text := r.Effective
	if text == "" {
		text = r.Period.Start
	}
	m, ok := cell.ParseMoment(text, cell.YearFirst)
	if m.Zoned && m.UTC {
		j.Set.Zone = true
	}
	switch {
	case r.Type != "Observation" && !strings.HasPrefix(r.Type, "Medication"):
		j.Set.Leave(line, reading.NotSleep, r.Type)
		return
	case r.Status == "entered-in-error" || r.Status == "cancelled" || r.Status == "not-done" || r.Status == "not-taken":
		j.Set.Leave(line, reading.Deleted, r.Status)
		return
	case !ok:
		j.Set.Leave(line, reading.NoDate, text)
		return
	}
	at := m.Time(j.Zone)
	night := m.Date
	if m.Timed {
		night = diary.NightAt(at)
	}
	if r.Type != "Observation" {
		if r.Medication.words() == "" {
			j.Set.Leave(line, reading.NoValue, r.Type)
			return
		}
		d := reading.Dose{Line: line, Night: night, Name: r.Medication.words(), Status: diary.Taken}
		if c, err := diary.ClockFrom(at.Hour(), at.Minute()); err == nil && m.Timed {
			d.At = diary.Some(c)
		}
		j.Set.Doses = append(j.Set.Doses, d)
		return
	}
	j.observation(line, r, night, diary.DateOf(at))
}

func (j *Job) observation(line int, r fhirResource, night, day diary.Date) {
	name := r.Code.known()
	switch {
	case name == "sleep_hours" && r.Quantity != nil:
		unit, ok := cell.UnitOf(r.Quantity.Unit)
		if !ok {
			unit, ok = cell.UnitOf(r.Quantity.Code)
		}
		minutes := r.Quantity.Value * unit.InMinutes()
		if !ok || minutes < 0 || minutes > 24*60 {
			j.Set.Leave(line, reading.Unreadable, r.Quantity.Unit)
			return
		}
		// The period is the observation's; only where it is longer than the sleep is it in bed, so the
		// time of lying down is not taken from it.
		y, mo, d := night.YMD()
		j.Set.Sessions = append(j.Set.Sessions, reading.Session{
			Line: line, Night: night, Start: time.Date(y, mo, d, 22, 0, 0, 0, j.Zone), ClockUnknown: true, Asleep: diary.Some(minutes), Main: true,
		})
	case name != "" && r.Quantity != nil:
		unit := r.Quantity.Unit
		if unit == "" {
			unit = r.Quantity.Code
		}
		j.Set.Labs = append(j.Set.Labs, reading.Lab{Line: line, Date: day, Test: name, Value: r.Quantity.Value, Unit: unit})
	case r.Integer != nil && r.Code.words() != "":
		j.Set.Add(line, j.Set.Source(r.Code.words(), nil), night, strconv.FormatFloat(*r.Integer, 'f', -1, 64))
	case r.Quantity != nil && r.Code.words() != "":
		j.Set.Add(line, j.Set.Source(r.Code.words(), nil), night, strconv.FormatFloat(r.Quantity.Value, 'f', -1, 64))
	default:
		j.Set.Leave(line, reading.NoValue, r.Code.words())
	}
}
