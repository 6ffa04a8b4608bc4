package store

import (
	"context"
	"database/sql/driver"
	"fmt"
	"strings"
)

// table describes one table: its sealed columns in the order in which rows are written, read and sealed,
// and the order in which it is read. Its statements are put together once.
type table struct {
	name    string
	columns []string
	// rowid says that the first column is the integer key.
	rowid bool
	// later is how many of the last columns came with a later version of the schema. Where such a column
	// holds nothing the seal does not cover it, so that the seals of older rows stay true.
	later int

	insert, replace string
	sealOf          string // reads the seal of the row with a key
}

func newTable(name string, columns ...string) table {
	into := fmt.Sprintf("INTO %s (%s, seal) VALUES (%s)", name, strings.Join(columns, ", "), marks(len(columns)+1))
	return table{
		name: name, columns: columns, rowid: columns[0] == "id",
		insert: "INSERT " + into, replace: "REPLACE " + into,
		sealOf: fmt.Sprintf("SELECT seal FROM %s WHERE %s = ?", name, columns[0]),
	}
}

// marks are the places of so many values in a statement.
func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }

// with adds columns that came with a later version.
func (t table) with(columns ...string) table {
	more := newTable(t.name, append(t.columns, columns...)...)
	more.later = len(columns)
	return more
}

// seal is the checksum of a row of the table, with the salt of the diary that the row belongs to.
func (t table) seal(values []driver.Value, salt int64) int64 {
	return seal(t.name, t.sealed(values)) ^ salt
}

// sealed are the values of a row that its seal covers.
func (t table) sealed(values []driver.Value) []driver.Value {
	n := len(values)
	for n > len(t.columns)-t.later && values[n-1] == nil {
		n--
	}
	return values[:n]
}

// selecting returns the statement that reads sealed rows, narrowed and ordered by rest.
func (t table) selecting(rest string) string {
	return fmt.Sprintf("SELECT %s, seal FROM %s %s", strings.Join(t.columns, ", "), t.name, rest)
}

// deleting returns the statement that removes rows and gives back their seals for the ledger.
func (t table) deleting(where string) string {
	return fmt.Sprintf("DELETE FROM %s WHERE %s RETURNING seal", t.name, where)
}

// rows reads sealed rows; a row whose seal is broken ends in a *DamagedError.
func (t table) rows(ctx context.Context, c *conn, query string, args []driver.Value, each func(*reader) error) error {
	salt, err := c.salt(ctx)
	if err != nil {
		return fmt.Errorf("reading %s: %w", t.name, err)
	}
	var got ledgerDelta
	var made int64
	var space []byte
	var r reader
	err = c.query(ctx, query, args, func(values []driver.Value) error {
		last := len(values) - 1
		want, ok := values[last].(int64)
		made, space = sealIn(space, t.name, t.sealed(values[:last]))
		if !ok || want != made^salt {
			return &DamagedError{Detail: fmt.Sprintf("a row of %s has a broken seal", t.name)}
		}
		got.rows++
		got.sum += want
		r = reader{values: values[:last]}
		if err := each(&r); err != nil {
			return err
		}
		if r.err != nil {
			return &DamagedError{Detail: fmt.Sprintf("a row of %s cannot be read: %v", t.name, r.err)}
		}
		return nil
	})
	if c.tally != nil {
		d := c.tally[t.name]
		c.tally[t.name] = ledgerDelta{rows: d.rows + got.rows, sum: d.sum + got.sum}
	}
	if err != nil {
		return fmt.Errorf("reading %s: %w", t.name, err)
	}
	return nil
}

// Tables in an order in which parents come before their children.
var (
	nightsTable        = newNightsTable()
	episodesTable      = newTable("episodes", "id", "night", "start", "severity", "minutes", "note")
	attemptsTable      = newTable("attempts", "episode_id", "position", "measure", "relief", "minutes_to_relief")
	interventionsTable = newTable("interventions", "id", "name", "kind", "catalogue_id", "note", "carry_over_days", "judge_after_days")
	phasesTable        = newTable("phases", "id", "intervention_id", "start", "ended", "dose", "unit", "times", "times_per_week",
		"weeks", "as_needed", "run_in_days", "paused", "stop_reason", "overall").with("start_is")
	intakesTable    = newTable("intakes", "intervention_id", "night", "position", "status", "at").with("dose")
	effectsTable    = newTable("side_effects", "intervention_id", "position", "date", "effect", "severity")
	prescribedTable = newTable("prescribed_steps", "intervention_id", "position", "date", "dose", "unit")
	blindTable      = newTable("blind_trials", "intervention_id", "position", "begun", "boxes", "days", "run_in_days", "seed", "opened", "abandoned")
	backgroundTable = newTable("background", "id", "body")
	triggersTable   = newTable("triggers", "id", "name", "catalogue_id", "unit", "hidden")
	exposuresTable  = newTable("exposures", "id", "night", "trigger_id", "amount", "last_at")
	labsTable       = newTable("labs", "id", "date", "test", "value", "unit", "iron_within_day", "note")
	visitsTable     = newTable("visits", "id", "date", "note")
	plansTable      = newTable("plans", "id", "intervention_id", "begun", "baseline_days", "run_in_days", "on_days", "off_days", "seed", "abandoned")
	planStartsTable = newTable("plan_starts", "plan_id", "position", "earliest", "latest", "drawn")
	settingsTable   = newTable("settings", "key", "value")
	draftsTable     = newTable("drafts", "key", "text")
	undoTable       = newTable("undo_steps", "id", "label", "args", "undone", "changes")
)

func allTables() []table {
	return []table{
		nightsTable, episodesTable, attemptsTable, interventionsTable, phasesTable, intakesTable, triggersTable,
		exposuresTable, labsTable, visitsTable, plansTable, planStartsTable, effectsTable, prescribedTable, blindTable, backgroundTable, settingsTable, draftsTable, undoTable,
	}
}
