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
	Type       string        `json:"resourceType"`
	Status     string        `json:"status"`
	Code       fhirConcept   `json:"code"`
	Effective  string        `json:"effectiveDateTime"`
	Period     fhirPeriod    `json:"effectivePeriod"`
	Quantity   *fhirAmount   `json:"valueQuantity"`
	Integer    *float64      `json:"valueInteger"`
	Medication fhirConcept   `json:"medicationCodeableConcept"`
	Reason     []fhirConcept `json:"statusReason"`
	Dosage     fhirDosages   `json:"dosage"`
	Note       []struct {
		Text string `json:"text"`
	} `json:"note"`
}

// fhirDosage is what is used of a dosage; of several the first counts.
type fhirDosage struct {
	Timing struct {
		Repeat struct {
			TimeOfDay []string `json:"timeOfDay"`
		} `json:"repeat"`
	} `json:"timing"`
	Rate []struct {
		Quantity *fhirAmount `json:"doseQuantity"`
	} `json:"doseAndRate"`
	// Dose of an administration.
	Dose *fhirAmount `json:"dose"`
}

// fhirDosages is a list of dosages, or the one that an administration has.
type fhirDosages []fhirDosage

// UnmarshalJSON reads both forms.
func (d *fhirDosages) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(bytes.TrimSpace(data), []byte("[")) {
		return json.Unmarshal(data, (*[]fhirDosage)(d))
	}
	var one fhirDosage
	if err := json.Unmarshal(data, &one); err != nil {
		return err
	}
	*d = fhirDosages{one}
	return nil
}

// dose of a dosage, none where it is not told in figures.
func (r fhirResource) dose() (amount diary.Optional[float64], unit string) {
	if len(r.Dosage) == 0 {
		return diary.None[float64](), ""
	}
	q := r.Dosage[0].Dose
	if q == nil && len(r.Dosage[0].Rate) > 0 {
		q = r.Dosage[0].Rate[0].Quantity
	}
	if q == nil || q.Value < 0 || q.Value > diary.MaxDose {
		return diary.None[float64](), ""
	}
	return diary.Some(q.Value), q.Unit
}

// note is what stands in the notes.
func (r fhirResource) note() string {
	var texts []string
	for _, n := range r.Note {
		texts = append(texts, n.Text)
	}
	return strings.TrimSpace(strings.Join(texts, "\n"))
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
	line := 0
	for rest := bytes.TrimSpace(j.Item.Data); len(rest) > 0 || line == 0; {
		document, after := source.FirstJSON(rest)
		if !json.Valid(document) {
			// The decoder says what is wrong, and where.
			return jsonFault(json.NewDecoder(bytes.NewReader(rest)).Decode(new(json.RawMessage)))
		}
		if err := j.document(&line, document); err != nil {
			return err
		}
		rest = bytes.TrimSpace(after)
	}
	return nil
}

// document reads a bundle or one resource; clinics write many, one a line. What lies in a bundle is read one by one: a
// decoder would hold all of it twice.
func (j *Job) document(line *int, text []byte) error {
	kind, entries := "", []byte(nil)
	source.JSONMembers(text, func(m source.JSONMember) bool {
		switch {
		case text[0] != '{':
		case strings.EqualFold(m.Name, "resourceType"):
			_ = json.Unmarshal(m.Value, &kind) // what is no text is no bundle either
		case strings.EqualFold(m.Name, "entry"):
			entries = m.Value
		}
		return true
	})
	if kind != "Bundle" {
		var r fhirResource
		if err := json.Unmarshal(text, &r); err != nil {
			return jsonFault(err)
		}
		*line++
		j.Set.Rows++
		j.fhir(*line, r)
		return j.Ctx.Err()
	}
	if len(entries) > 0 && entries[0] != '[' {
		var r struct {
			Entry []json.RawMessage `json:"entry"`
		}
		if err := json.Unmarshal(text, &r); err != nil {
			return jsonFault(err)
		}
	}
	source.JSONMembers(entries, func(entry source.JSONMember) bool {
		*line++
		j.Set.Rows++
		var r fhirResource
		if json.Unmarshal(resourceIn(entry.Value), &r) == nil {
			j.fhir(*line, r)
		} else {
			j.Set.Leave(*line, reading.Unreadable, "")
		}
		return j.Ctx.Err() == nil
	})
	*line = max(*line, 1)
	return j.Ctx.Err()
}

// resourceIn is the resource in an entry of a bundle, nil where there is none.
func resourceIn(entry []byte) (resource []byte) {
	source.JSONMembers(entry, func(m source.JSONMember) bool {
		if strings.EqualFold(m.Name, "resource") {
			resource = m.Value
		}
		return true
	})
	return resource
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
	case r.Type == "MedicationStatement" && r.Effective == "":
		j.course(line, r)
		return
	case !ok:
		j.Set.Leave(line, reading.NoDate, text)
		return
	}
	at := m.Time(j.Zone)
	night := m.Date
	if m.Timed {
		night = j.Set.NightAt(at)
	}
	if r.Type != "Observation" {
		if r.Medication.words() == "" {
			j.Set.Leave(line, reading.NoValue, r.Type)
			return
		}
		d := reading.Dose{Line: line, Night: night, Name: r.Medication.words(), Status: diary.Taken}
		d.Amount, d.Unit = r.dose()
		if m.Timed {
			d.At = diary.Some(diary.ClockOf(at))
		}
		j.Set.Doses = append(j.Set.Doses, d)
		return
	}
	j.observation(line, r, night, diary.DateOf(at))
}

// course reads a medicine that was taken for a time. Its last day is in the period.
func (j *Job) course(line int, r fhirResource) {
	c := reading.Course{Line: line, Name: r.Medication.words(), Note: r.note()}
	if c.Name == "" {
		j.Set.Leave(line, reading.NoValue, r.Type)
		return
	}
	if text := r.Period.Start; text != "" {
		start, is, err := diary.ParseStart(text)
		if m, ok := cell.ParseMoment(text, cell.YearFirst); ok {
			start, is, err = m.Date, diary.ToTheDay, nil
		}
		if err != nil {
			j.Set.Leave(line, reading.NoDate, text)
			return
		}
		c.Phase.Start, c.Phase.StartIs = start, is
	}
	if m, ok := cell.ParseMoment(r.Period.End, cell.YearFirst); ok {
		c.Phase.End = diary.Some(m.Date.AddDays(1))
	} else if r.Period.End != "" {
		j.Set.Leave(line, reading.NoDate, r.Period.End)
		return
	}
	c.Phase.Paused = r.Status == "on-hold" && c.Phase.End.IsSet()
	c.Phase.Dose, c.Phase.Unit = r.dose()
	if len(r.Reason) > 0 {
		c.Phase.StopReason = r.Reason[0].words()
	}
	if len(r.Dosage) > 0 {
		for _, text := range r.Dosage[0].Timing.Repeat.TimeOfDay {
			if at, ok := cell.ParseClock(text); ok {
				c.Phase.Times = append(c.Phase.Times, at)
			}
		}
	}
	j.Set.Courses = append(j.Set.Courses, c)
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
		j.Set.Labs = append(j.Set.Labs, reading.Lab{Line: line, Date: day, Test: name, Value: r.Quantity.Value, Unit: unit, Note: r.note()})
	case r.Integer != nil && r.Code.words() != "":
		j.Set.Add(line, j.Set.Source(r.Code.words(), nil), night, strconv.FormatFloat(*r.Integer, 'f', -1, 64))
		j.note(line, night, "note", r.note())
	case r.Quantity != nil && r.Code.words() != "":
		unit, _ := cell.UnitOf(r.Quantity.Unit)
		i := j.Set.Source(r.Code.words(), func(s *reading.Source) { s.Unit = unit })
		j.Set.Add(line, i, night, strconv.FormatFloat(r.Quantity.Value, 'f', -1, 64))
		j.note(line, night, "note", r.note())
	default:
		j.Set.Leave(line, reading.NoValue, r.Code.words())
	}
}
