package store

import (
	"modernc.org/libc"

	"stillnight/internal/secret"
)

// Forget clears the memory of diaries that were closed: what nobody refers to any more, and what SQLite has given
// back to its allocator, which keeps it for the next diary as it is.
func Forget() {
	clearFreed()
	secret.Overwrite()
}

// SQLite's allocator (modernc.org/memory) puts allocations of up to 16 KiB, rounded up to a power of two, into pages
// of 64 KiB, and gives larger ones regions of a power of two. Both are kept when they are free. Should a later
// version do otherwise, less is cleared, and nothing else happens.
const (
	allocatorPage   = 64 << 10
	smallestSlot    = 16
	largestSlot     = 16 << 10
	largestRegion   = 64 << 20
	allocatorHeader = 64 // at most, before a region or the slots of a page
	// cleanRegions of one size in a row mean that there are no others: the last that was freed comes first.
	cleanRegions = 3
	cleanPages   = 64
	zeroed       = 64 << 10 // compared at once
)

// clearFreed takes all the memory that the allocator holds in reserve, clears it and gives it back.
func clearFreed() {
	tls := libc.NewTLS()
	defer tls.Close()
	zeros := libc.Xcalloc(tls, 1, zeroed)
	if zeros == 0 {
		return // there is no memory for it
	}
	held := append(takeRegions(tls, zeros), takeSlots(tls, zeros)...)
	for _, p := range append(held, zeros) {
		libc.Xfree(tls, p)
	}
}

// takeRegions takes what is kept of pages and of larger regions.
func takeRegions(tls *libc.TLS, zeros uintptr) (held []uintptr) {
	for size := allocatorPage; size <= largestRegion; size *= 2 {
		enough := cleanRegions
		if size == allocatorPage {
			enough = cleanPages
		}
		for clean := 0; clean < enough; {
			p, was := takeCleared(tls, size-allocatorHeader, zeros)
			if p == 0 {
				return held
			}
			held = append(held, p)
			if clean++; !was {
				clean = 0
			}
		}
	}
	return held
}

// takeSlots takes the free slots of pages of which others are in use. A page's worth of slots one behind the other is
// a fresh page: what was free before is taken by then.
func takeSlots(tls *libc.TLS, zeros uintptr) (held []uintptr) {
	for size := smallestSlot; size <= largestSlot; size *= 2 {
		enough, last := 2*(allocatorPage/size-1), uintptr(0)
		for row := 0; row < enough; {
			p, was := takeCleared(tls, size, zeros)
			if p == 0 {
				return held
			}
			held = append(held, p)
			follows := p == last+uintptr(size) || p&(allocatorPage-1) < allocatorHeader+smallestSlot
			if row++; !was || !follows {
				row = 0
			}
			last = p
		}
	}
	return held
}

// takeCleared allocates and clears; was tells whether it was clear, but for the links of the allocator's lists.
func takeCleared(tls *libc.TLS, size int, zeros uintptr) (p uintptr, was bool) {
	const links = 16
	if p = libc.Xmalloc(tls, libc.Tsize_t(size)); p == 0 {
		return 0, false
	}
	was = true
	for at := links; at < size && was; at += zeroed {
		was = libc.Xmemcmp(tls, p+uintptr(at), zeros, libc.Tsize_t(min(zeroed, size-at))) == 0
	}
	if !was { // untouched memory of the system stays untouched
		libc.Xmemset(tls, p, 0, libc.Tsize_t(size))
	}
	return p, was
}
