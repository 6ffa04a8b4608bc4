package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// conn is one connection to one database. It speaks to the driver directly: database/sql would add a
// pool that a diary with one writer has no use for, and would hide Serialize. Not safe for concurrent
// use; Store guards it.
type conn struct {
	raw   driver.Conn
	stmts map[string]driver.Stmt
	// salted is the salt of its seals, once it is known; see salt.
	salted int64
	// kept is what the last save left.
	kept keptSave
	// tally counts the rows read from each table while a whole diary is read, nil otherwise.
	tally map[string]ledgerDelta
}

// cachePragma bounds what SQLite keeps of a file in memory, in KB. Pages that a larger save changes go to the file
// before its end, with the journal to take them back.
const cachePragma = "cache_size(-8000)"

// Pragmas every connection has, whoever wrote the file. fullfsync matters on macOS only, where a plain
// fsync does not reach the disk. secure_delete overwrites what was deleted.
var pragmas = []string{
	"foreign_keys(1)", "trusted_schema(0)", "cell_size_check(1)", "temp_store(2)", "secure_delete(1)",
	"recursive_triggers(0)", "fullfsync(1)", "busy_timeout(2000)", cachePragma,
}

// Pragmas of a diary that is a plain file; see the package comment for the choice.
var filePragmas = []string{"journal_mode(DELETE)", "synchronous(EXTRA)"}

type openMode string

const (
	readWrite openMode = "rw"
	readOnly  openMode = "ro"
	// unchanging reads a file by itself, whatever journal lies beside it.
	unchanging openMode = "immutable"
)

// openFile connects to an existing database file; it never creates one.
func openFile(path string, mode openMode) (*conn, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("finding %s: %w", path, err)
	}
	slashed := filepath.ToSlash(abs)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // C:/… becomes file:///C:/…
	}
	query := url.Values{"mode": {string(mode)}, "_pragma": pragmas, "_defensive": {"1"}, "_dqs": {"0"}}
	switch mode {
	case unchanging:
		query["mode"], query["immutable"] = []string{string(readOnly)}, []string{"1"}
	case readWrite:
		query["_pragma"] = slices.Concat(pragmas, filePragmas)
	}
	return dial((&url.URL{Scheme: "file", Path: slashed, RawQuery: query.Encode()}).String())
}

// openMemory connects to a database that lives in memory: image is a serialised database, nil for an
// empty one.
func openMemory(image []byte) (*conn, error) {
	query := url.Values{"_pragma": pragmas, "_defensive": {"1"}, "_dqs": {"0"}}
	c, err := dial("file::memory:?" + query.Encode())
	if err != nil {
		return nil, err
	}
	if image == nil {
		return c, nil
	}
	if err := c.load(image); err != nil {
		return nil, errors.Join(err, c.close())
	}
	return c, nil
}

func dial(dsn string) (*conn, error) {
	raw, err := new(sqlite.Driver).Open(dsn)
	if err != nil {
		return nil, err
	}
	return &conn{raw: raw, stmts: make(map[string]driver.Stmt)}, nil
}

func (c *conn) close() error {
	var errs []error
	for _, s := range c.stmts {
		errs = append(errs, s.Close())
	}
	return errors.Join(append(errs, c.raw.Close())...)
}

// closeAny is close, also for no connection.
func (c *conn) closeAny() error {
	if c == nil {
		return nil
	}
	return c.close()
}

// image returns the whole database as bytes.
func (c *conn) image() ([]byte, error) {
	return c.raw.(interface{ Serialize() ([]byte, error) }).Serialize()
}

// load replaces the whole database of an in-memory connection.
func (c *conn) load(image []byte) error {
	c.salted, c.kept = 0, keptSave{}
	return c.raw.(interface{ Deserialize([]byte) error }).Deserialize(image)
}

func named(args []driver.Value) []driver.NamedValue {
	out := make([]driver.NamedValue, len(args))
	for i, v := range args {
		out[i] = driver.NamedValue{Ordinal: i + 1, Value: v}
	}
	return out
}

func (c *conn) prepared(query string) (driver.Stmt, error) {
	if s, ok := c.stmts[query]; ok {
		return s, nil
	}
	s, err := c.raw.Prepare(query)
	if err != nil {
		return nil, err
	}
	c.stmts[query] = s
	return s, nil
}

// exec runs one statement, kept prepared.
func (c *conn) exec(query string, args ...driver.Value) error {
	s, err := c.prepared(query)
	if err != nil {
		return err
	}
	_, err = s.(driver.StmtExecContext).ExecContext(context.Background(), named(args))
	return err
}

// script runs several statements that are needed once.
func (c *conn) script(text string) error {
	_, err := c.raw.(driver.ExecerContext).ExecContext(context.Background(), text, nil)
	return err
}

// query runs one statement, kept prepared, and calls each with the values of every row. The slice is
// reused between calls.
func (c *conn) query(ctx context.Context, query string, args []driver.Value, each func([]driver.Value) error) (err error) {
	s, err := c.prepared(query)
	if err != nil {
		return err
	}
	rows, err := s.(driver.StmtQueryContext).QueryContext(ctx, named(args))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	values := make([]driver.Value, len(rows.Columns()))
	for {
		if err := rows.Next(values); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		if err := each(values); err != nil {
			return err
		}
	}
}

// one returns the values of the first row, nil if there is none.
func (c *conn) one(ctx context.Context, query string, args ...driver.Value) (first []driver.Value, err error) {
	err = c.query(ctx, query, args, func(v []driver.Value) error {
		if first == nil {
			first = slices.Clone(v)
		}
		return nil
	})
	return first, err
}

// number returns the single number that query yields, 0 where it yields none.
func (c *conn) number(query string, args ...driver.Value) (int64, error) {
	values, err := c.one(context.Background(), query, args...)
	if err != nil || len(values) == 0 {
		return 0, err
	}
	n, _ := values[0].(int64)
	return n, nil
}

// abandon ends the open transaction. After some faults, a full disk among them, SQLite has done so itself,
// and a ROLLBACK is refused; that is not a fault.
func abandon(c *conn) error {
	c.salted = 0 // it may have been changed in the transaction
	err := c.exec("ROLLBACK")
	var fault *sqlite.Error
	if errors.As(err, &fault) && fault.Code() == sqlite3.SQLITE_ERROR {
		return nil
	}
	return err
}
