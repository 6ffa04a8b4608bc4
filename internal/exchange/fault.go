package exchange

import "stillnight/internal/exchange/source"

// Fault says why something from outside cannot be read. It carries the key of its words; see package explain.
type Fault = source.Fault

func fault(key string, args ...string) *Fault { return &Fault{Key: key, Args: args} }
