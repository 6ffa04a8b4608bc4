package source

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// FuzzJSONMembers holds the members of a value against those that the library decodes.
func FuzzJSONMembers(f *testing.F) {
	for _, text := range []string{
		`{}`, `[]`, ` { "a" : 1 , "b":[1, {"c":"]}"}] } `, `["a,\"b", -1.5e3 ,null,true]`, `{"a\u0022":"\\"}`, `7`, `"x"`, `[[],[[]],{}]`, `{"":""}`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !json.Valid([]byte(text)) {
			endOfJSON([]byte(text))
			return
		}
		trimmed := strings.Trim(text, blanks)
		if end := endOfJSON([]byte(trimmed)); end != len(trimmed) {
			t.Errorf("%q ends at %d", trimmed, end)
		}
		var got []json.RawMessage
		var names []string
		JSONMembers([]byte(text), func(m JSONMember) bool {
			got, names = append(got, m.Value), append(names, m.Name)
			return true
		})
		var list []json.RawMessage
		var object map[string]json.RawMessage
		switch {
		case json.Unmarshal([]byte(text), &list) == nil:
			if len(got)+len(list) > 0 && !reflect.DeepEqual(got, list) {
				t.Errorf("%q: %q, not %q", text, got, list)
			}
		case json.Unmarshal([]byte(text), &object) == nil:
			last := make(map[string]json.RawMessage)
			for i, name := range names {
				last[name] = got[i]
			}
			if len(last) != len(object) || len(object) > 0 && !reflect.DeepEqual(last, object) {
				t.Errorf("%q: %q, not %q", text, last, object)
			}
		case len(got) > 0:
			t.Errorf("%q has members", text)
		}
	})
}
