package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"stillnight/internal/diary"
)

var (
	selectIntakes      = intakesTable.selecting("WHERE intervention_id = ? ORDER BY night, position")
	selectNightIntakes = intakesTable.selecting("WHERE intervention_id = ? AND night = ? ORDER BY position")
)

// nightIntakes are the doses and sessions of one intervention on one night.
type nightIntakes struct {
	InterventionID int64          `json:"intervention_id"`
	Night          diary.Date     `json:"night"`
	Intakes        []diary.Intake `json:"intakes"`
}

var intakeKind = recordKind[nightIntakes]{
	kind:  Intakes,
	key:   func(v nightIntakes) string { return intakeKey(v.InterventionID, v.Night) },
	load:  loadIntakes,
	write: writeIntakes,
	erase: func(t *tx, key string) error {
		id, night, err := splitIntakeKey(key)
		if err != nil {
			return err
		}
		return t.remove(intakesTable, "intervention_id = ? AND night = ?", id, night)
	},
	touch: func(t *tx, v nightIntakes) { t.touch(Intakes, v.Night) },
}

func intakeKey(intervention int64, night diary.Date) string {
	return idKey(intervention) + "/" + night.String()
}

func splitIntakeKey(key string) (id int64, night string, err error) {
	before, night, _ := strings.Cut(key, "/")
	id, err = keyID(before)
	return id, night, err
}

func readIntake(r *reader) (intervention int64, in diary.Intake) {
	intervention, in.Night = r.int(), r.date()
	r.int() // position: the rows come in its order
	in.Status, in.At, in.Dose = diary.IntakeStatus(r.text()), r.optClock(), r.optFloat()
	return intervention, in
}

func loadIntakes(ctx context.Context, c *conn, key string) (v nightIntakes, found bool, err error) {
	id, night, err := splitIntakeKey(key)
	if err != nil {
		return v, false, err
	}
	v.InterventionID = id
	err = intakesTable.rows(ctx, c, selectNightIntakes, args(id, night), func(r *reader) error {
		_, in := readIntake(r)
		v.Night, v.Intakes = in.Night, append(v.Intakes, in)
		return nil
	})
	return v, len(v.Intakes) > 0, err
}

func readIntakesOf(ctx context.Context, c *conn, intervention int64) (list []diary.Intake, err error) {
	err = intakesTable.rows(ctx, c, selectIntakes, args(intervention), func(r *reader) error {
		_, in := readIntake(r)
		list = append(list, in)
		return nil
	})
	return list, err
}

func writeIntakes(t *tx, v nightIntakes) error {
	for i, in := range v.Intakes {
		w := writer{}
		w.int(v.InterventionID)
		w.date(v.Night)
		w.int(int64(i))
		w.text(string(in.Status))
		w.optClock(in.At)
		w.optFloat(in.Dose)
		if err := t.put(intakesTable, w.values); err != nil {
			return err
		}
	}
	return nil
}

// byNight splits intakes in order of date into nights.
func byNight(list []diary.Intake) map[diary.Date][]diary.Intake {
	nights := make(map[diary.Date][]diary.Intake)
	for _, in := range list {
		nights[in.Night] = append(nights[in.Night], in)
	}
	return nights
}

// keepIntakes brings the intakes of an intervention to the given list, writing only the nights that differ.
func keepIntakes(t *tx, intervention int64, list []diary.Intake) error {
	was, err := readIntakesOf(context.Background(), t.conn, intervention)
	if err != nil {
		return err
	}
	before, after := byNight(was), byNight(list)
	for _, in := range was {
		if len(after[in.Night]) > 0 {
			continue
		}
		if err := drop(t, intakeKind, intakeKey(intervention, in.Night)); err != nil {
			return err
		}
	}
	for i, in := range list {
		if i > 0 && list[i-1].Night == in.Night || slices.Equal(before[in.Night], after[in.Night]) {
			continue
		}
		v := nightIntakes{InterventionID: intervention, Night: in.Night, Intakes: after[in.Night]}
		if err := keep(t, intakeKind, v); err != nil {
			return err
		}
	}
	return nil
}

// SaveIntakes replaces what is noted for one intervention on one night: taken, missed, session done. An
// empty list removes it. It is the cheap way to tick a dose.
func (s *Store) SaveIntakes(ctx context.Context, intervention int64, night diary.Date, list []diary.Intake) error {
	l := label{name: "intake", args: map[string]string{"date": night.String()}}
	err := s.write(ctx, l, func(t *tx) (err error) {
		l.args["name"], err = keepNightIntakes(ctx, t, intervention, night, list)
		return err
	})
	if err != nil {
		return fmt.Errorf("saving doses of %s: %w", night, err)
	}
	return nil
}

// keepNightIntakes replaces what is noted for one intervention on one night, and returns its name.
func keepNightIntakes(ctx context.Context, t *tx, intervention int64, night diary.Date, list []diary.Intake) (name string, err error) {
	iv, found, err := loadIntervention(ctx, t.conn, idKey(intervention))
	if err != nil {
		return "", err
	}
	if !found {
		return "", diary.FieldErrors{{Field: "intervention_id", Reason: diary.Unknown}}
	}
	if len(list) == 0 {
		return iv.Name, drop(t, intakeKind, intakeKey(intervention, night))
	}
	iv.Intakes = slices.Clone(list)
	for i := range iv.Intakes {
		iv.Intakes[i].Night = night
	}
	iv.SortPhases()
	if err := iv.Validate(); err != nil {
		return iv.Name, err
	}
	return iv.Name, keep(t, intakeKind, nightIntakes{InterventionID: intervention, Night: night, Intakes: iv.Intakes})
}
