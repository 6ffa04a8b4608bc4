package store

import (
	"cmp"
	"context"
	"database/sql/driver"
	"embed"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"path"

	"stillnight/internal/diary"
	"stillnight/internal/durable"
)

//go:embed migrations/*.sql
var migrations embed.FS

const (
	// applicationID marks a file as a diary ("Stil" in ASCII), in the SQLite header.
	applicationID = 0x5374696c
	// currentVersion of the schema, the number of the last migration.
	currentVersion = 8
)

// schemaSums are the checksums of the schema of each version, from version 1 on. A file whose schema is
// another holds something that this program never wrote: a flipped bit, or a stranger's trigger.
var schemaSums = []int64{3165838279, 2148450446, 2498949373, 328576204, 4108213383, 3008791040, 2586046154, 3896535541}

// migration returns the statements that lead from version−1 to version.
func migration(version int) (string, error) {
	names, err := fs.Glob(migrations, fmt.Sprintf("migrations/%04d_*.sql", version))
	if err != nil || len(names) != 1 {
		return "", fmt.Errorf("%d migrations to version %d: %w", len(names), version, err)
	}
	text, err := migrations.ReadFile(names[0])
	if err != nil {
		return "", fmt.Errorf("reading migration %s: %w", path.Base(names[0]), err)
	}
	return string(text), nil
}

// migrate leads the schema from a version to the current one, each step in a transaction of its own: what
// is interrupted leaves the version before. A diary without an id takes the one given.
func migrate(c *conn, from int, id string) error {
	for version := from + 1; version <= currentVersion; version++ {
		text, err := migration(version)
		if err != nil {
			return err
		}
		stamp, err := c.stamp()
		if err != nil {
			return err
		}
		begin := fmt.Sprintf("BEGIN IMMEDIATE;\nPRAGMA default_cache_size = %d;\n%s", nextStamp(stamp), text)
		err = c.script(begin)
		if err == nil && version == saltedSince {
			err = takeID(c, id)
		}
		if err == nil && version >= saltedSince {
			err = c.bookStamp()
		}
		if err == nil {
			err = c.script(fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT", applicationID, version))
		}
		if err != nil {
			return fmt.Errorf("migrating to version %d: %w", version, errors.Join(err, abandon(c)))
		}
	}
	return nil
}

// migratedCopy is a diary of an older version in memory, brought up to date. What it is a copy of stays as it is.
func migratedCopy(c *conn, version int) (*conn, error) {
	image, err := c.image()
	if err != nil {
		return nil, err
	}
	defer clear(image)
	memory, err := openMemory(image)
	if err != nil {
		return nil, err
	}
	if err := migrate(memory, version, newID()); err != nil {
		return nil, errors.Join(err, memory.close())
	}
	return memory, nil
}

// takeID salts the seals of a diary by the id that it has, or by the one given where it has none.
func takeID(c *conn, id string) error {
	ctx := context.Background()
	own, err := settingIn(ctx, c, keyOwnID)
	if err != nil {
		return err
	}
	return reseal(ctx, c, cmp.Or(own, id))
}

// createDiary writes an empty diary. It is built in memory and comes to its name whole, so that a crash
// cannot leave half a schema.
func createDiary(path string) (err error) {
	image, err := buildImage(context.Background(), newID(), diary.Diary{}, nil, nil)
	if err != nil {
		return err
	}
	return durable.Write(path, image)
}

// emptyDatabase is a diary without entries, in memory, with an id.
func emptyDatabase(id string) (*conn, error) {
	c, err := openMemory(nil)
	if err != nil {
		return nil, err
	}
	err = migrate(c, 0, id)
	if err == nil {
		err = c.script("VACUUM") // the tables of older versions left their pages
	}
	if err != nil {
		return nil, errors.Join(err, c.close())
	}
	return c, nil
}

const selectSchema = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"

func schemaSum(ctx context.Context, c *conn) (int64, error) {
	var all []byte
	err := c.query(ctx, selectSchema, nil, func(v []driver.Value) error {
		all = fmt.Appendf(all, "%v\x00%v\x00%v\x00%v\x00", v[0], v[1], v[2], v[3])
		return nil
	})
	return int64(crc32.Checksum(all, castagnoli)), err
}

// examine decides whether an open database is a diary and returns its schema version. It looks at header
// and schema only; see quickCheck for the rest.
func examine(ctx context.Context, c *conn) (version int, err error) {
	id, err := c.number("PRAGMA application_id")
	if err != nil {
		return 0, err
	}
	found, err := c.number("PRAGMA user_version")
	if err != nil {
		return 0, err
	}
	sum, err := schemaSum(ctx, c)
	if err != nil {
		return 0, err
	}
	known := knownSchema(sum)
	switch {
	case id != applicationID && known == 0:
		return 0, ErrNotADiary
	case id != applicationID:
		return 0, &DamagedError{Detail: fmt.Sprintf("the application id is %#x", id)}
	case found > currentVersion && known == 0:
		return int(found), nil
	case int64(known) != found || known == 0:
		return 0, &DamagedError{Detail: fmt.Sprintf("the schema is not that of version %d", found)}
	}
	return known, nil
}

// knownSchema returns the version a schema's checksum belongs to, 0 for none.
func knownSchema(sum int64) int {
	for i, s := range schemaSums {
		if s == sum {
			return i + 1
		}
	}
	return 0
}
