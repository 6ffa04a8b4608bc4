package store

import (
	"context"
	"crypto/sha256"
	"database/sql/driver"
	"encoding/binary"
	"fmt"
)

// A seal proves that a row is as it was written. Its salt proves that it was written into this diary: a failing disk
// gives back pages of others, every row of which is whole.

// saltedSince is the version of the schema from which on seals are salted; before, the salt is 0.
const saltedSince = 8

// saltOf is the salt of a diary's seals, from 1 to 2³²−1. The id is hashed, since a salt that is a checksum of the same
// kind as the seal would cancel out in the row that holds the id itself.
func saltOf(id string) int64 {
	sum := sha256.Sum256([]byte("stillnight diary " + id))
	return max(1, int64(binary.BigEndian.Uint32(sum[:])))
}

// salt is that of the diary behind the connection, by the row with its id, which proves itself.
func (c *conn) salt(ctx context.Context) (int64, error) {
	if c.salted != 0 {
		return c.salted, nil
	}
	version, err := c.number("PRAGMA user_version")
	if err != nil || version < saltedSince {
		return 0, err
	}
	row, err := c.one(ctx, selectSetting, keyOwnID)
	if err != nil {
		return 0, fmt.Errorf("reading the id: %w", err)
	}
	if row == nil {
		return 0, &DamagedError{Detail: "the diary's id is lost"}
	}
	id, isText := row[1].(string)
	if salt := saltOf(id); isText && row[2] == settingsTable.seal(row[:2], salt) {
		c.salted = salt
		return salt, nil
	}
	return 0, &DamagedError{Detail: "the diary's id is not as it was written"}
}

// reseal makes every row one of the diary with an id. A row that is not as it was written stays so, and one that is
// missing is missed still: seals and sums are moved, not made anew. It runs inside a transaction.
func reseal(ctx context.Context, c *conn, id string) error {
	from, err := c.salt(ctx)
	if err != nil {
		return err
	}
	to := saltOf(id)
	moved := make(map[string]int64)
	for _, tab := range allTables() {
		sum := fmt.Sprintf("SELECT coalesce(sum(seal), 0) FROM %s", tab.name)
		before, err := c.number(sum)
		if err != nil {
			return err
		}
		// SQLite has no sign for "either, not both".
		if err := c.exec(fmt.Sprintf("UPDATE %s SET seal = (seal | ?) - (seal & ?)", tab.name), from^to, from^to); err != nil {
			return fmt.Errorf("sealing %s: %w", tab.name, err)
		}
		after, err := c.number(sum)
		if err != nil {
			return err
		}
		moved[tab.name] = after - before
	}
	known, err := ledgerOf(ctx, c, from)
	if err != nil {
		return err
	}
	c.salted = to
	for name, d := range known {
		if err := c.book(name, ledgerDelta{d.rows, d.sum + moved[name]}); err != nil {
			return err
		}
	}
	return c.nameItself(ctx, id)
}

// nameItself writes the id into a database that has none, or another one.
func (c *conn) nameItself(ctx context.Context, id string) error {
	known, err := c.ledger(ctx, settingsTable.name)
	if err != nil {
		return err
	}
	err = c.query(ctx, settingsTable.deleting("key = ?"), args(keyOwnID), func(v []driver.Value) error {
		seal, _ := v[0].(int64)
		known.rows, known.sum = known.rows-1, known.sum-seal
		return nil
	})
	if err != nil {
		return err
	}
	seal := settingsTable.seal(args(keyOwnID, id), c.salted)
	if err := c.exec(settingsTable.insert, keyOwnID, id, seal); err != nil {
		return err
	}
	return c.book(settingsTable.name, ledgerDelta{known.rows + 1, known.sum + seal})
}
