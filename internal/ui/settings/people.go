package settings

import (
	"os"
	"slices"
	"strings"
)

// Owner is the setting of a diary that names whose it is, "" for nobody.
const Owner = "person.name"

// MostOwner is how long that name may be, in characters.
const MostOwner = 60

// Person is a diary that is offered by name when the program starts, because its owner wished so.
type Person struct{ Path, Name string }

// People are the diaries that are offered at the start and are still there, in the order in which they were
// added.
func (p *Preferences) People() []Person {
	return slices.DeleteFunc(p.people(), func(x Person) bool {
		_, err := os.Stat(x.Path)
		return err != nil
	})
}

// people are also those whose drive is not connected now.
func (p *Preferences) people() (list []Person) {
	for _, line := range p.kept.StringList(keyPeople) {
		if path, name, ok := strings.Cut(line, "\t"); ok {
			list = append(list, Person{path, name})
		}
	}
	return list
}

// Offer has a diary offered by name at the start from now on, or no longer.
func (p *Preferences) Offer(x Person, on bool) {
	list := slices.DeleteFunc(p.people(), func(other Person) bool { return other.Path == x.Path })
	if on {
		list = append(list, x)
	}
	lines := make([]string, len(list))
	for i, x := range list {
		lines[i] = x.Path + "\t" + strings.ReplaceAll(x.Name, "\t", " ")
	}
	p.kept.SetStringList(keyPeople, lines)
}

// Offered tells whether a diary is offered at the start.
func (p *Preferences) Offered(path string) bool {
	return slices.ContainsFunc(p.people(), func(x Person) bool { return x.Path == path })
}
