package store

import (
	"context"
	"database/sql/driver"

	"stillnight/internal/diary"
)

// part is a table whose rows belong to interventions.
type part struct {
	table table
	// all and one are the statements for the rows of every intervention and of one, in their order.
	all, one string
	// add gives a row to the intervention that it belongs to, which find finds; false where there is none.
	add func(r *reader, find func(id int64) *diary.Intervention) bool
}

func partOf[T any](tab table, order string, read func(*reader) (int64, T), in func(*diary.Intervention) *[]T) part {
	return part{
		table: tab,
		all:   tab.selecting("ORDER BY intervention_id, " + order),
		one:   tab.selecting("WHERE intervention_id = ? ORDER BY " + order),
		add: func(r *reader, find func(id int64) *diary.Intervention) bool {
			id, v := read(r)
			iv := find(id)
			if iv == nil {
				return false
			}
			list := in(iv)
			*list = append(*list, v)
			return true
		},
	}
}

// recordParts are written and erased with their intervention; its intakes have a recordKind of their own.
var (
	recordParts = []part{
		partOf(phasesTable, "start", readPhase, func(iv *diary.Intervention) *[]diary.Phase { return &iv.Phases }),
		partOf(effectsTable, "position", readEffect, func(iv *diary.Intervention) *[]diary.SideEffect { return &iv.SideEffects }),
		partOf(prescribedTable, "position", readPrescribed, func(iv *diary.Intervention) *[]diary.PrescribedStep { return &iv.Prescribed }),
		partOf(blindTable, "position", readBlind, func(iv *diary.Intervention) *[]diary.BlindTrial { return &iv.Blind }),
	}
	intakesPart = partOf(intakesTable, "night, position", readIntake, func(iv *diary.Intervention) *[]diary.Intake { return &iv.Intakes })
)

// load adds the rows of one intervention.
func (p part) load(ctx context.Context, c *conn, iv *diary.Intervention) error {
	return p.rows(ctx, c, p.one, args(iv.ID), func(int64) *diary.Intervention { return iv })
}

// loadAll adds the rows of all interventions.
func (p part) loadAll(ctx context.Context, c *conn, find func(id int64) *diary.Intervention) error {
	return p.rows(ctx, c, p.all, nil, find)
}

func (p part) rows(ctx context.Context, c *conn, query string, values []driver.Value, find func(id int64) *diary.Intervention) error {
	return p.table.rows(ctx, c, query, values, func(r *reader) error {
		if !p.add(r, find) {
			return orphan(p.table)
		}
		return nil
	})
}
