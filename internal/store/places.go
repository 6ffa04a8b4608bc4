package store

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"stillnight/internal/durable"
)

// Places keeps in mind which diaries lie on a drive of their own: below a folder in which a memory stick, a share or
// an encrypted folder appears. When that is not there its folder is, empty, and a new diary would be begun on the
// wrong disk. The zero Places keeps nothing in mind.
//
// Others at this computer may come to read the file: of a diary's path it holds the hash alone.
type Places struct{ file string }

// mostPlaces is how many diaries are kept in mind.
const mostPlaces = 50

// UsualPlaces are those that the program keeps for this user of this computer. Where it is marked as portable it leaves
// no trace on the computer, and they are the zero Places.
func UsualPlaces() Places {
	program, err := os.Executable()
	if err != nil {
		return Places{}
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(program), portableMark)); err == nil {
		return Places{}
	}
	folder, err := stateFolder()
	if err != nil {
		return Places{}
	}
	return PlacesIn(filepath.Join(folder, "stillnight", "places"))
}

// PlacesIn are those kept in a file, which need not be there.
func PlacesIn(file string) Places { return Places{file} }

func stateFolder() (string, error) {
	switch runtime.GOOS {
	case "windows":
		return os.UserCacheDir() // AppData\Local
	case "darwin":
		return os.UserConfigDir()
	}
	return baseFolder("XDG_STATE_HOME", "state")
}

// location is that of one diary: the hash of its path, and how many parts of that name the folder in which its drive appears.
type location struct {
	Diary string `json:"diary"`
	Depth int    `json:"depth"`
}

// Away tells whether the diary at a path was on a drive that is not connected now.
func (p Places) Away(path string) bool {
	path = RealPath(path)
	for _, known := range p.list() {
		if known.Diary == hashOf(path) {
			point := upTo(path, known.Depth)
			return point != path && !isMount(point)
		}
	}
	return false
}

// upTo is the folder that the first parts of a path name.
func upTo(path string, depth int) string {
	for depthOf(path) > max(depth, 1) {
		path = filepath.Dir(path)
	}
	return path
}

func depthOf(path string) int { return strings.Count(path, string(filepath.Separator)) }

// note keeps in mind on which drive a diary lies.
func (p Places) note(path string) error {
	if p.file == "" {
		return nil
	}
	before := p.list()
	list := slices.DeleteFunc(slices.Clone(before), func(known location) bool { return known.Diary == hashOf(path) })
	if point := mountAbove(filepath.Dir(path)); point != "" {
		list = append([]location{{hashOf(path), depthOf(point)}}, list...)
	}
	if slices.Equal(list, before) || len(list) == len(before) && slices.Contains(before, list[0]) {
		return nil
	}
	data, err := json.Marshal(list[:min(len(list), mostPlaces)])
	if err == nil {
		err = os.MkdirAll(filepath.Dir(p.file), 0o700)
	}
	if err == nil {
		err = durable.Write(p.file, data)
	}
	if err != nil {
		return fmt.Errorf("keeping %s in mind: %w", path, err)
	}
	return nil
}

// list reads the file. One that is not there, or that nobody can make sense of, is as good as an empty one.
func (p Places) list() (list []location) {
	if p.file == "" {
		return nil
	}
	data, err := readBounded(p.file)
	if err != nil || json.Unmarshal(data, &list) != nil {
		return nil
	}
	return list
}

func hashOf(path string) string {
	sum := sha256.Sum256([]byte(path))
	return hex.EncodeToString(sum[:12])
}
