package apportion

import (
	"crypto/sha256"
	"encoding/binary"
	"math/bits"
)

// Philox 2x64 with ten rounds (Salmon and others, "Parallel random numbers: as easy as 1, 2, 3", 2011): a number is a
// function of a counter and a key, so it needs no state, and nobody has to draw before anybody else.
const (
	philoxMultiplier = 0xD2B74407B1CE6E93
	philoxWeyl       = 0x9E3779B97F4A7C15
	philoxRounds     = 10
)

// philox gives the two random words of a counter under a key.
func philox(low, high, key uint64) (uint64, uint64) {
	for range philoxRounds {
		hi, lo := bits.Mul64(philoxMultiplier, low)
		low, high = hi^key^high, lo
		key += philoxWeyl
	}
	return low, high
}

// stream is the random numbers of one source of error, named by what it is and not by where it stands in the input.
type stream struct {
	key, id uint64
}

// newStream gives the numbers of a source of error under a seed. Two different names share their numbers with a chance of
// one in 2^64.
func newStream(seed uint64, kind string, names ...string) stream {
	h := sha256.New()
	h.Write([]byte(kind))
	for _, name := range names {
		var length [8]byte
		binary.BigEndian.PutUint64(length[:], uint64(len(name)))
		h.Write(length[:])
		h.Write([]byte(name))
	}
	return stream{key: seed, id: binary.BigEndian.Uint64(h.Sum(nil))}
}

// uniforms gives the stream's numbers of the draws 2*pair and 2*pair+1: multiples of 2^-53, plus half of one, so never 0
// and never 1.
func (s stream) uniforms(pair uint64) (even, odd float64) {
	a, b := philox(pair, s.id, s.key)
	return unit53(a), unit53(b)
}

// unit53 is exact: the sum has at most 54 bits, of which the last is a one only below one half, or rounds to even.
func unit53(word uint64) float64 {
	return min((float64(word>>11)+0.5)*(1.0/(1<<53)), largestUnit)
}

const largestUnit = 1 - 1.0/(1<<53)
