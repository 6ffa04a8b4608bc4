package moving

import (
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"stillnight/internal/backup"
	"stillnight/internal/pattern"
)

// mostName is how long the diary's name without its ending may be, in bytes: the names of its backups are longer by
// some sixty, and file systems take 255.
const mostName = 150

// devices are names that Windows keeps for devices, whatever follows after a point.
var devices = pattern.New(`(?i)^(?:CON|PRN|AUX|NUL|COM\d|LPT\d)(?:\.|$)`)

// portable is the name, without its ending, that a diary of some name has in the file: one that every system takes.
func portable(diaryPath string) string {
	name := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == utf8.RuneError || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, backup.Stem(diaryPath))
	for len(name) > mostName {
		_, last := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-last]
	}
	switch name = strings.Trim(name, " ."); {
	case name == "":
		return "diary"
	case devices.MatchString(name):
		return "diary " + name
	}
	return name
}

// plain tells whether a name is that of a diary or of a backup, and leads to no folder, on any system.
func plain(name string) bool {
	return name != "" && !strings.HasPrefix(name, ".") && !strings.ContainsAny(name, "/\\:\x00") && len(name) < 255 &&
		strings.EqualFold(filepath.Ext(name), backup.Extension)
}
