package source

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"modernc.org/sqlite"
)

// maxDatabase bounds a database that is copied, in bytes.
const maxDatabase = 1 << 30

// maxRecords bounds the rows of one table that are read.
const maxRecords = 5_000_000

// sqliteMark is how every SQLite file begins.
const sqliteMark = "SQLite format 3\x00"

// Database is an SQLite file that somebody else made. It is never opened itself: a private copy is, for
// reading only, so that no journal beside it is played and nothing is written.
type Database struct {
	open func() (io.ReadCloser, error)
}

// Tables are the tables of an open copy.
type Tables struct {
	raw    driver.Conn
	folder string
	// names of the plain tables, with their columns; views and virtual tables are not among them.
	columns map[string][]string
}

// Copy makes the private copy and opens it. Close removes it.
func (d *Database) Copy(ctx context.Context) (_ *Tables, err error) {
	in, err := d.open()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	folder, err := os.MkdirTemp("", "stillnight-read-*") // for its owner only
	if err != nil {
		return nil, fmt.Errorf("making a folder for a copy: %w", err)
	}
	t := &Tables{folder: folder, columns: make(map[string][]string)}
	if err := t.load(ctx, in); err != nil {
		return nil, errors.Join(err, t.Close())
	}
	return t, nil
}

func (t *Tables) load(ctx context.Context, in io.Reader) (err error) {
	path := filepath.Join(t.folder, "copy.db")
	out, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("making a copy: %w", err)
	}
	n, err := io.Copy(out, io.LimitReader(counted(ctx, in), maxDatabase+1))
	if err := errors.Join(err, out.Close()); err != nil {
		return fmt.Errorf("making a copy: %w", err)
	}
	if n > maxDatabase {
		return tooLarge(maxDatabase)
	}
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // C:/… becomes file:///C:/…
	}
	query := url.Values{
		"mode": {"ro"}, "immutable": {"1"}, "_defensive": {"1"}, "_dqs": {"0"},
		"_pragma": {"trusted_schema(0)", "cell_size_check(1)", "query_only(1)", "temp_store(2)", "mmap_size(0)"},
	}
	t.raw, err = new(sqlite.Driver).Open((&url.URL{Scheme: "file", Path: slashed, RawQuery: query.Encode()}).String())
	if err != nil {
		return fault("exchange.fault.database")
	}
	var names []string
	err = t.query(ctx, "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'", func(row []driver.Value) error {
		names = append(names, textOf(row[0]))
		return nil
	})
	for _, name := range names {
		if err != nil {
			break
		}
		err = t.query(ctx, "PRAGMA table_info("+quote(name)+")", func(row []driver.Value) error {
			t.columns[name] = append(t.columns[name], textOf(row[1]))
			return nil
		})
	}
	return err
}

// Has tells whether there is a plain table of that name with those columns.
func (t *Tables) Has(table string, columns ...string) bool {
	there, ok := t.columns[table]
	return ok && !slices.ContainsFunc(columns, func(c string) bool { return !slices.Contains(there, c) })
}

// Read gives each the columns of every row of a table: int64, float64, string, []byte or nil. A column
// that the table does not have is nil.
func (t *Tables) Read(ctx context.Context, table string, columns []string, each func(row []driver.Value) error) error {
	if !t.Has(table) {
		return fault("exchange.fault.database")
	}
	parts := make([]string, len(columns))
	for i, c := range columns {
		parts[i] = "NULL"
		if slices.Contains(t.columns[table], c) {
			parts[i] = quote(c)
		}
	}
	return t.query(ctx, "SELECT "+strings.Join(parts, ", ")+" FROM "+quote(table), each)
}

func (t *Tables) query(ctx context.Context, text string, each func([]driver.Value) error) (err error) {
	stmt, err := t.raw.Prepare(text)
	if err != nil {
		return fault("exchange.fault.database")
	}
	defer func() { err = errors.Join(err, stmt.Close()) }()
	rows, err := stmt.(driver.StmtQueryContext).QueryContext(ctx, nil)
	if err != nil {
		return fault("exchange.fault.database")
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	row := make([]driver.Value, len(rows.Columns()))
	for n := 0; ; n++ {
		switch err := rows.Next(row); {
		case errors.Is(err, io.EOF):
			return nil
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil || n > maxRecords:
			return fault("exchange.fault.database")
		}
		if err := each(row); err != nil {
			return err
		}
	}
}

// Close closes the copy and removes it.
func (t *Tables) Close() error {
	var err error
	if t.raw != nil {
		err = t.raw.Close()
	}
	return errors.Join(err, os.RemoveAll(t.folder))
}

func quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

func textOf(v driver.Value) string {
	switch v := v.(type) {
	case string:
		return v
	case []byte:
		return string(v)
	}
	return ""
}

// cancelled is a reader that ends when its context does.
type cancelled struct {
	ctx      context.Context
	in       io.Reader
	progress *Progress // nil where nobody asks
}

// Read reads unless the context has ended.
func (c *cancelled) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.in.Read(p)
	if c.progress != nil {
		c.progress.done.Add(int64(n))
	}
	return n, err
}
