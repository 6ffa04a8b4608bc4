package diary

import (
	"encoding/json"
	"strconv"
)

// Optional holds a value that may not have been recorded. The zero Optional is "not recorded".
type Optional[T any] struct {
	value T
	set   bool
}

// Some returns a recorded value.
func Some[T any](v T) Optional[T] { return Optional[T]{value: v, set: true} }

// None returns "not recorded".
func None[T any]() Optional[T] { return Optional[T]{} }

// IsSet tells whether the value was recorded.
func (o Optional[T]) IsSet() bool { return o.set }

// Get returns the value and whether it was recorded.
func (o Optional[T]) Get() (T, bool) { return o.value, o.set }

// Or returns the value, or other where none was recorded.
func (o Optional[T]) Or(other T) T {
	if o.set {
		return o.value
	}
	return other
}

// MarshalJSON writes null for "not recorded".
func (o Optional[T]) MarshalJSON() ([]byte, error) {
	if !o.set {
		return []byte("null"), nil
	}
	if n, ok := any(o.value).(int); ok {
		return strconv.AppendInt(nil, int64(n), 10), nil // most of a night: the encoder would be set up for each
	}
	return json.Marshal(o.value)
}

// UnmarshalJSON reads null as "not recorded".
func (o *Optional[T]) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		*o = Optional[T]{}
		return nil
	}
	if err := json.Unmarshal(data, &o.value); err != nil {
		return err
	}
	o.set = true
	return nil
}

// IsZero lets encoding/json's omitzero leave out what was not recorded.
func (o Optional[T]) IsZero() bool { return !o.set }
