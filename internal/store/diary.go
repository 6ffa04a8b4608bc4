package store

import (
	"context"
	"fmt"
	"slices"

	"stillnight/internal/diary"
)

// Diary returns everything that is recorded, consistent in itself and proved whole: every row has a
// true seal and none is missing. Otherwise the error is a *DamagedError.
func (s *Store) Diary(ctx context.Context) (diary.Diary, error) {
	d, err := read(s, func(c *conn) (diary.Diary, error) { return readDiary(ctx, c, !s.newer) })
	if err != nil {
		return diary.Diary{}, fmt.Errorf("reading the diary: %w", err)
	}
	return d, nil
}

// DiaryWithoutExposures is Diary but for the exposures to triggers, most of the rows of a long diary, which few look at.
// They are AllExposures.
func (s *Store) DiaryWithoutExposures(ctx context.Context) (diary.Diary, error) {
	d, err := read(s, func(c *conn) (diary.Diary, error) { return readProved(ctx, c, !s.newer, readLean, leanTables()) })
	if err != nil {
		return diary.Diary{}, fmt.Errorf("reading the diary: %w", err)
	}
	return d, nil
}

// AllExposures returns the exposures of all nights in their order, proved whole like a Diary.
func (s *Store) AllExposures(ctx context.Context) ([]diary.Exposure, error) {
	list, err := read(s, func(c *conn) ([]diary.Exposure, error) {
		return readProved(ctx, c, !s.newer, allExposures, []table{exposuresTable})
	})
	if err != nil {
		return nil, fmt.Errorf("reading the exposures: %w", err)
	}
	return list, nil
}

// readDiary reads all tables in one read transaction.
func readDiary(ctx context.Context, c *conn, proved bool) (diary.Diary, error) {
	return readProved(ctx, c, proved, readAll, dataTables())
}

// readProved reads whole tables in one read transaction and, where proved, holds them against the ledger.
func readProved[T any](ctx context.Context, c *conn, proved bool, read func(context.Context, *conn) (T, error), tables []table) (d T, err error) {
	if err := c.exec("BEGIN"); err != nil {
		return d, err
	}
	defer func() {
		if e := c.exec("ROLLBACK"); e != nil && err == nil {
			err = e
		}
	}()
	c.salted = 0 // another window may have given the diary another id since
	c.tally = make(map[string]ledgerDelta)
	defer func() { c.tally = nil }()
	if d, err = read(ctx, c); err != nil || !proved {
		return d, err
	}
	return d, checkTally(ctx, c, tables)
}

// proveDiary is readDiary without keeping the nights, which are most of a diary.
func proveDiary(ctx context.Context, c *conn) error {
	_, err := readProved(ctx, c, true, passOverNights, dataTables())
	return err
}

// passOverNights reads all that readAll does, and returns nothing of the nights.
func passOverNights(ctx context.Context, c *conn) (d diary.Diary, err error) {
	each := func(r *reader) error { readNight(r); return nil }
	if err := nightsTable.rows(ctx, c, selectNights, nil, each); err != nil {
		return d, err
	}
	if err := readRest(ctx, c, &d); err != nil {
		return d, err
	}
	d.Exposures, err = allExposures(ctx, c)
	return d, err
}

// readAll reads every record inside the transaction that is open.
func readAll(ctx context.Context, c *conn) (diary.Diary, error) {
	d, err := readLean(ctx, c)
	if err == nil {
		d.Exposures, err = allExposures(ctx, c)
	}
	return d, err
}

// readLean is readAll without the exposures.
func readLean(ctx context.Context, c *conn) (d diary.Diary, err error) {
	if d.Nights, err = readNights(ctx, c, selectNights); err != nil {
		return d, err
	}
	err = readRest(ctx, c, &d)
	return d, err
}

// readRest reads all but the nights and the exposures.
func readRest(ctx context.Context, c *conn, d *diary.Diary) (err error) {
	if d.Episodes, err = readEpisodes(ctx, c, firstDate, lastDate); err != nil {
		return err
	}
	if d.Interventions, err = readInterventions(ctx, c); err != nil {
		return err
	}
	if d.Triggers, err = readList(ctx, c, triggersTable, selectTriggers, readTrigger); err != nil {
		return err
	}
	if d.Labs, err = readList(ctx, c, labsTable, selectLabs, readLab); err != nil {
		return err
	}
	if d.Visits, err = readList(ctx, c, visitsTable, selectVisits, readVisit); err != nil {
		return err
	}
	if d.Plans, err = readPlans(ctx, c); err != nil {
		return err
	}
	d.Background, _, err = loadBackground(ctx, c, backgroundKey)
	return err
}

// dataTables are those that hold what the user recorded.
func dataTables() []table {
	return []table{
		nightsTable, episodesTable, attemptsTable, interventionsTable, phasesTable, intakesTable, triggersTable,
		exposuresTable, labsTable, visitsTable, plansTable, planStartsTable, effectsTable, prescribedTable, blindTable, backgroundTable,
	}
}

func leanTables() []table {
	return slices.DeleteFunc(dataTables(), func(t table) bool { return t.name == exposuresTable.name })
}
