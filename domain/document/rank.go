package document

import "strings"

// ranks are the digits of ranks, in their order as texts.
const ranks = "0123456789abcdefghijklmnopqrstuvwxyz"

// MaxRank is the length of the longest rank that is given. There is always room for some hundred rows at one place.
const MaxRank = 64

// Between gives a rank that sorts, byte by byte, after one and before another; an empty one is no bound. Other rows keep theirs. It is
// "" when there is no such rank: low is not before high, or both are as close as ranks of MaxRank can be.
func Between(low, high string) string {
	if high != "" && low >= high {
		return ""
	}
	var rank strings.Builder
	free := high == "" // what has been written is below high already
	for i := 0; i < MaxRank; i++ {
		from, to := -1, len(ranks)
		if i < len(low) {
			from = strings.IndexByte(ranks, low[i])
		}
		if !free {
			if i == len(high) {
				return "" // nothing lies between a rank and itself followed by noughts
			}
			to = strings.IndexByte(ranks, high[i])
		}
		if i >= len(low) {
			from = 0 // and no rank ends with it, since there would be no room before
		}
		if from < 0 || to < from {
			return ""
		}
		if middle := (from + to) / 2; middle > from {
			rank.WriteByte(ranks[middle])
			return rank.String()
		}
		rank.WriteByte(ranks[from])
		free = free || to > from
	}
	return ""
}

// Ranks gives so many ranks in order, with room between them.
func Ranks(n int) []string {
	list := make([]string, 0, n)
	last := ""
	for range n {
		last = after(last)
		list = append(list, last)
	}
	return list
}

// after gives a rank a little after another, so that a list that only grows at its end has short ones.
func after(low string) string {
	digits := []byte(low)
	for i := len(digits) - 1; i >= 0; i-- {
		if at := strings.IndexByte(ranks, digits[i]); at < len(ranks)-1 {
			digits[i] = ranks[at+1]
			return string(digits[:i+1])
		}
	}
	return low + "1"
}

// Last gives a rank after all of those given.
func Last(taken []string) string {
	highest := ""
	for _, r := range taken {
		highest = max(highest, r)
	}
	return after(highest)
}
