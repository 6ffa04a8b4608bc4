//go:build unix

package store

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// removable are the folders in which systems give drives a folder each.
var removable = []string{"/media", "/run/media", "/Volumes"}

// driveMissing tells whether an empty folder is the place of a drive that is not there: some systems leave the
// folder when the drive is taken out, and a diary that was on it is not to be answered by a new one.
func driveMissing(folder string) bool {
	if lonely(folder, removable) {
		return true
	}
	if entries, err := os.ReadDir(folder); err != nil || len(entries) > 0 {
		return false
	}
	table, err := os.ReadFile("/etc/fstab")
	if err != nil {
		return false // macOS has none
	}
	mounted, err := os.ReadFile(mountTable)
	return err == nil && awaited(folder, string(table), string(mounted))
}

// mountTable tells what is mounted, on Linux.
const mountTable = "/proc/self/mountinfo"

// mountAbove returns the folder, this one or one above it, in which the drive appears that it is on; "" for the
// system's own.
func mountAbove(folder string) string {
	for ; folder != "/" && folder != "."; folder = filepath.Dir(folder) {
		if isMount(folder) {
			return folder
		}
	}
	return ""
}

// isMount tells whether something is mounted on a folder. A drive's own number would not do: it is given anew each
// time, and some share one.
func isMount(folder string) bool {
	if mounted, err := os.ReadFile(mountTable); err == nil {
		return slices.Contains(mountPoints(string(mounted)), folder)
	}
	_, err := os.Stat(folder)
	return err == nil && !sameDevice(folder, filepath.Dir(folder))
}

// mountPoints lists the folders on which something is mounted.
func mountPoints(mounted string) (list []string) {
	for line := range strings.Lines(mounted) {
		if fields := strings.Fields(line); len(fields) > 4 {
			list = append(list, unescape(fields[4]))
		}
	}
	return list
}

// lonely tells whether an empty folder lies in one of roots, and on the same drive.
func lonely(folder string, roots []string) bool {
	entries, err := os.ReadDir(folder)
	return err == nil && len(entries) == 0 && slices.ContainsFunc(roots, func(root string) bool {
		return beneath(folder, root) && folder != root && sameDevice(folder, root)
	})
}

// awaited tells whether a folder lies where, by the table of drives, one belongs that is not mounted.
func awaited(folder, table, mounted string) bool {
	there := mountPoints(mounted)
	lines := bufio.NewScanner(strings.NewReader(table))
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) < 3 || strings.HasPrefix(fields[0], "#") || !strings.HasPrefix(fields[1], "/") {
			continue
		}
		if point := filepath.Clean(unescape(fields[1])); point != "/" && beneath(folder, point) && !slices.Contains(there, point) {
			return true
		}
	}
	return false
}

// unescape reads a path as tables of drives write it.
func unescape(path string) string {
	return strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`).Replace(path)
}

func beneath(folder, root string) bool {
	return folder == root || strings.HasPrefix(folder, root+"/")
}

func sameDevice(a, b string) bool {
	device := func(path string) (uint64, bool) {
		info, err := os.Stat(path)
		if err != nil {
			return 0, false
		}
		st, ok := info.Sys().(*syscall.Stat_t)
		if !ok {
			return 0, false
		}
		return uint64(st.Dev), true //nolint:unconvert // its type differs between systems
	}
	x, okX := device(a)
	y, okY := device(b)
	return okX && okY && x == y
}
