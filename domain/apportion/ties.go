package apportion

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strconv"
	"strings"
)

// TieRule says who gets the posts that several claimants have exactly the same right to. Whatever it says, the tie is
// reported. Where the rule itself finds two claimants equal, the larger need goes first, and then the lesser key.
type TieRule string

// The rules.
const (
	ReportOnly  TieRule = "REPORT_ONLY"  // nobody: contested posts are not given, and the shares add up to so many fewer
	LargerNeed  TieRule = "LARGER_NEED"  // the larger need first
	SmallerNeed TieRule = "SMALLER_NEED" // the smaller need first
	Existing    TieRule = "EXISTING"     // first whoever would otherwise lose a post that it holds today
	SeededLot   TieRule = "SEEDED_LOT"   // a lot drawn from the seed and the key: see Lot
)

// Valid tells whether the rule is one of those above.
func (r TieRule) Valid() bool {
	switch r {
	case ReportOnly, LargerNeed, SmallerNeed, Existing, SeededLot:
		return true
	}
	return false
}

// Lot is the lot of a claimant; the least wins. It is the first eight bytes, highest first, of the SHA-256 of the seed in
// decimal, a full stop and the key, so that anybody can draw it again: printf '%s' 7.essex | sha256sum.
func Lot(seed uint64, key string) uint64 {
	sum := sha256.Sum256([]byte(strconv.FormatUint(seed, 10) + "." + key))
	return binary.BigEndian.Uint64(sum[:])
}

// drawLots draws the lot of every claimant, which SeededLot compares.
func (s *solver) drawLots(seed uint64) {
	s.lots = make([]uint64, len(s.need))
	for i := range s.lots {
		s.lots[i] = Lot(seed, s.roll.key(i))
	}
}

// favours compares by the rule two posts of equal priority, i's after k and j's after l: below nought if i's comes first.
func (s *solver) favours(i int, k int64, j int, l int64) int {
	return s.favoursWith(i, s.need[i], k, j, l)
}

// favoursWith is favours if i had another need.
func (s *solver) favoursWith(i int, need, k int64, j int, l int64) int {
	c := 0
	switch s.rule {
	case SmallerNeed:
		c = cmp.Compare(need, s.need[j])
	case Existing:
		switch keeps, other := s.existing[i] > k, s.existing[j] > l; {
		case keeps && !other:
			c = -1
		case other && !keeps:
			c = 1
		}
	case SeededLot:
		if s.lots != nil {
			c = cmp.Compare(s.lots[i], s.lots[j])
		}
	}
	if c == 0 {
		c = cmp.Compare(s.need[j], need)
	}
	if c == 0 {
		c = strings.Compare(s.roll.key(i), s.roll.key(j))
	}
	return c
}

// settle finds the tie, if the lowest priority held equals the highest next, and gives its posts by the rule.
func (s *solver) settle() {
	if s.held < 0 || s.next < 0 || s.compare(s.next, s.posts[s.next], s.held, s.posts[s.held]-1) != 0 {
		return
	}
	contested := s.entry(s.next, s.posts[s.next])
	for i, k := range s.posts {
		switch {
		case k < s.ceiling(i) && s.equal(s.entry(i, k), contested):
			s.tied = append(s.tied, int32(i))
		case k > s.low[i] && s.equal(s.entry(i, k-1), contested):
			s.tied = append(s.tied, int32(i))
			s.posts[i]--
			s.contested++
		}
	}
	slices.SortFunc(s.tied, func(a, b int32) int { return s.favours(int(a), s.posts[a], int(b), s.posts[b]) })
	for _, i := range s.tied[:s.contested] {
		s.posts[i]++
	}
	s.held, s.next = int(s.tied[s.contested-1]), int(s.tied[s.contested])
}

// equal tells whether two priorities are exactly the same.
func (s *solver) equal(a, b entry) bool {
	if a.key > b.key*near || b.key > a.key*near {
		return false
	}
	return s.compare(int(a.who), int64(a.after), int(b.who), int64(b.after)) == 0
}
