package store

import (
	"context"
	"database/sql/driver"
	"fmt"
)

// The ledger knows of each table how many rows it has and the sum of their seals, so that a row that vanishes is
// noticed, and of which save it is itself: an old page of it, or an old first page, is noticed too.

// ledgerTable holds what every other table must hold; it is not among them.
var ledgerTable = newTable("ledger", "name", "rows", "sum")

// ledgerStamp is the name under which the ledger has the stamp of the save that it belongs to.
const ledgerStamp = "stamp"

type ledgerDelta struct{ rows, sum int64 }

var selectLedger = ledgerTable.selecting("WHERE name = ?")

// ledger reads what a table must hold.
func (c *conn) ledger(ctx context.Context, name string) (d ledgerDelta, err error) {
	found := false
	err = ledgerTable.rows(ctx, c, selectLedger, args(name), func(r *reader) error {
		found = r.text() == name
		d = ledgerDelta{r.int(), r.int()}
		return nil
	})
	if err == nil && !found {
		err = &DamagedError{Detail: "the ledger knows nothing of " + name}
	}
	if err != nil {
		return d, fmt.Errorf("reading the ledger: %w", err)
	}
	return d, nil
}

// book notes what a table must hold.
func (c *conn) book(name string, d ledgerDelta) error {
	salt, err := c.salt(context.Background())
	if err != nil {
		return err
	}
	seal := ledgerTable.seal(args(name, d.rows, d.sum), salt)
	if err := c.exec("INSERT OR REPLACE INTO ledger (name, rows, sum, seal) VALUES (?, ?, ?, ?)", name, d.rows, d.sum, seal); err != nil {
		return fmt.Errorf("writing the ledger: %w", err)
	}
	return nil
}

// bookStamp notes the stamp that the file has in the open transaction.
func (c *conn) bookStamp() error {
	stamp, err := c.stamp()
	if err != nil {
		return err
	}
	return c.book(ledgerStamp, ledgerDelta{rows: int64(stamp)})
}

// ledgerOf reads the whole ledger of a database whose seals have a salt; before version 8 it has no seals.
func ledgerOf(ctx context.Context, c *conn, salt int64) (map[string]ledgerDelta, error) {
	all := make(map[string]ledgerDelta)
	err := c.query(ctx, ledgerTable.selecting("ORDER BY name"), nil, func(v []driver.Value) error {
		name, _ := v[0].(string)
		rows, isInt := v[1].(int64)
		sum, hasSum := v[2].(int64)
		if !isInt || !hasSum || salt != 0 && v[3] != ledgerTable.seal(v[:3], salt) {
			return &DamagedError{Detail: "the ledger is not as it was written"}
		}
		all[name] = ledgerDelta{rows, sum}
		return nil
	})
	return all, err
}

// checkTally compares the rows that were read from whole tables, and the sum of their seals, with the ledger, and the
// ledger with the file that it is in.
func checkTally(ctx context.Context, c *conn, tables []table) error {
	for _, tab := range tables {
		known, err := c.ledger(ctx, tab.name)
		if err != nil {
			return err
		}
		if got := c.tally[tab.name]; got != known {
			return &DamagedError{Detail: fmt.Sprintf("%s has %d rows where the ledger has %d, or others", tab.name, got.rows, known.rows)}
		}
	}
	booked, err := c.ledger(ctx, ledgerStamp)
	if err != nil {
		return err
	}
	stamp, err := c.stamp()
	if err != nil {
		return fmt.Errorf("reading the stamp: %w", err)
	}
	if booked.rows != int64(stamp) {
		return &DamagedError{Detail: "the ledger is not of the last save"}
	}
	return nil
}

// mostHinted bounds what a damaged ledger can make us set aside.
const mostHinted = 200_000

// expected is how many rows a table has by the ledger, to set memory aside for them; 0 where it is not known or only
// a part is read.
func expected(ctx context.Context, c *conn, tab table) int {
	if c.tally == nil {
		return 0
	}
	known, err := c.ledger(ctx, tab.name)
	if err != nil {
		return 0
	}
	return int(max(0, min(known.rows, mostHinted)))
}
