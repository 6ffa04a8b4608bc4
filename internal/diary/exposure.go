package diary

import (
	"bytes"
	"encoding/json"
)

// Trigger is something that may make a night worse: coffee, alcohol, a food of the user's own, a drug.
type Trigger struct {
	ID   int64  `json:"id,omitzero"`
	Name string `json:"name"`
	// CatalogueID names the catalogue's entry; empty for an own trigger.
	CatalogueID string `json:"catalogue_id,omitzero"`
	// Unit of the amount, such as "cups"; may be empty.
	Unit string `json:"unit,omitzero"`
	// Hidden triggers are kept but no longer offered.
	Hidden bool `json:"hidden,omitzero"`
}

// Validate checks the name. The error is FieldErrors.
func (t Trigger) Validate() error {
	var c checker
	if t.Name == "" {
		c.add("name", Required)
	}
	c.text("name", t.Name, MaxName)
	c.text("unit", t.Unit, MaxName)
	return c.err()
}

// Exposure is a trigger on the day of a night. What was taken after midnight still belongs to the
// evening before; what was taken in the morning belongs to the night to come.
type Exposure struct {
	ID        int64 `json:"id,omitzero"`
	Night     Date  `json:"night"`
	TriggerID int64 `json:"trigger_id"`
	// Amount in the trigger's unit, 0–1000000; None where only "yes" is known.
	Amount Optional[float64] `json:"amount,omitzero"`
	// LastAt is the time of the last one. Files hold it as minutes after midnight.
	LastAt Optional[Clock] `json:"last_at,omitzero"`
}

// Met tells whether the trigger was met at all: an amount of 0 says that it was not.
func (e Exposure) Met() bool { return e.Amount.Or(1) > 0 }

// exposureFile is an Exposure as JSON has held it since the first version.
type exposureFile struct {
	ID        int64             `json:"id,omitzero"`
	Night     Date              `json:"night"`
	TriggerID int64             `json:"trigger_id"`
	Amount    Optional[float64] `json:"amount,omitzero"`
	LastAt    Optional[int]     `json:"last_at,omitzero"`
}

// MarshalJSON writes the time of the last one as minutes after midnight.
func (e Exposure) MarshalJSON() ([]byte, error) {
	f := exposureFile{ID: e.ID, Night: e.Night, TriggerID: e.TriggerID, Amount: e.Amount}
	if at, ok := e.LastAt.Get(); ok {
		f.LastAt = Some(at.FromMidnight())
	}
	return json.Marshal(f)
}

// UnmarshalJSON reads what MarshalJSON wrote, and nothing that it does not know.
func (e *Exposure) UnmarshalJSON(data []byte) error {
	var f exposureFile
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&f); err != nil {
		return err
	}
	*e = Exposure{ID: f.ID, Night: f.Night, TriggerID: f.TriggerID, Amount: f.Amount}
	if at, ok := f.LastAt.Get(); ok {
		e.LastAt = Some(ClockFromMidnight(at))
	}
	return nil
}

// Validate checks ranges. The error is FieldErrors.
func (e Exposure) Validate() error {
	var c checker
	c.date("night", e.Night)
	if e.TriggerID <= 0 {
		c.add("trigger_id", Required)
	}
	c.floatIn("amount", e.Amount, 0, MaxDose)
	c.clock("last_at", e.LastAt)
	return c.err()
}
