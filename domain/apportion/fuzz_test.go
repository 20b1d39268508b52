package apportion_test

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"testing"

	"waymark/domain/apportion"
	"waymark/domain/decimal"
)

// problemFrom reads any bytes as a problem, valid or not.
func problemFrom(data []byte) apportion.Problem {
	take := func() int64 {
		if len(data) == 0 {
			return 0
		}
		n := int64(data[0])
		data = data[1:]
		if n >= 250 && len(data) >= 8 { // now and then a number of any size
			n, data = int64(binary.LittleEndian.Uint64(data)), data[8:]
		}
		return n
	}
	some := func() *int64 {
		if n := take(); n > 3 {
			return nil
		}
		return pointer(take() % 16)
	}
	p := apportion.Problem{Posts: take(), LotSeed: uint64(take())}
	p.Method = apportion.Methods()[uint64(take())%7]
	p.Tier = []apportion.Tier{apportion.Flat, apportion.TwoStage, apportion.Nested}[uint64(take())%3]
	p.HamiltonBounds = []apportion.HamiltonBounds{apportion.Rebased, apportion.Raw}[uint64(take())%2]
	p.Ties = []apportion.TieRule{
		apportion.ReportOnly, apportion.LargerNeed, apportion.SmallerNeed, apportion.Existing, apportion.SeededLot,
	}[uint64(take())%5]
	if p.Tier == apportion.Flat {
		p.MaxMoves = some()
	} else {
		for g := range take() % 4 {
			p.Groups = append(p.Groups, apportion.Group{Key: fmt.Sprint("g", g), Floor: take() % 8, Cap: some()})
		}
	}
	for len(data) > 0 && len(p.Claimants) < 40 {
		c := apportion.Claimant{Key: fmt.Sprint("c", len(p.Claimants)), Need: decimal.Decimal(take()), Existing: pointer(take() % 16)}
		switch take() % 8 {
		case 0:
			c.Floor = take()
		case 1:
			c.Cap = some()
		case 2:
			c.Fixed = some()
		case 3:
			c.Base = take() % 4
		case 4:
			c.Protect = []apportion.Protection{apportion.ProtectAsFloor, apportion.ProtectAsBase, apportion.ProtectAsFixed}[uint64(take())%3]
		}
		if n := int64(len(p.Groups)); n > 0 {
			if g := take() % (n + 1); g >= 0 && g < n {
				c.Group = p.Groups[g].Key
			}
		}
		p.Claimants = append(p.Claimants, c)
	}
	return p
}

// FuzzApportion: whatever comes in, either it is refused by name or the answer is certified by the verifier, whatever the
// order of the claimants.
func FuzzApportion(f *testing.F) {
	f.Add([]byte("\x0c\x01\x00\x00\x00\x01\x09\x14\x02\x07\x1e\x01\x07\x05\x00\x07"))
	f.Add([]byte("\x40\x01\x01\x02\x00\x02\x03\x01\x02\x09\x01\x01\x05\x09\x20\x03\x07\x01\x22\x01\x07\x02\x22\x02\x00\x01\x02"))
	f.Add([]byte("\xff\xff\xff\xff\x7f\x00\x00\x00\x00\x00\x05\x00\x01\x01\xfe\x01\x00\x00\x00\x00\x00\x20\x00\x01\x07\xfe\x02\x00\x00\x00\x00\x00\x20\x00\x01\x07"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p := problemFrom(data)
		a, err := apportion.Apportion(p)
		var invalid *apportion.InvalidInput
		var infeasible *apportion.Infeasible
		switch {
		case errors.As(err, &invalid):
			if len(invalid.Errors) == 0 {
				t.Fatal("invalid for no reason")
			}
			return
		case errors.As(err, &infeasible):
			if len(infeasible.Conflicts) == 0 || infeasible.Message() == "" {
				t.Fatal("infeasible for no reason")
			}
			return
		case err != nil:
			t.Fatal(err)
		}
		if err := apportion.Verify(p, posts(a)); err != nil {
			t.Fatalf("%s: %v: %v", show(p), posts(a), err)
		}
		q := p
		q.Claimants, q.Groups = slices.Clone(p.Claimants), slices.Clone(p.Groups)
		slices.Reverse(q.Claimants)
		slices.Reverse(q.Groups)
		b, err := apportion.Apportion(q)
		if err != nil {
			t.Fatal(err)
		}
		backwards := posts(b)
		slices.Reverse(backwards)
		if !slices.Equal(posts(a), backwards) {
			t.Fatalf("%s: %v, and backwards %v", show(p), posts(a), backwards)
		}
		a.Warnings()
		for i := range a.Shares {
			if i < 3 && len(a.Shares) < 12 {
				a.Explain(i, "need", nil)
			}
		}
	})
}

// FuzzThreshold: at the threshold the claimant wins, and one unit below it does not.
func FuzzThreshold(f *testing.F) {
	f.Add(uint8(0), uint16(10), int64(830), int64(120), int64(50), uint8(0))
	f.Add(uint8(1), uint16(4), int64(1)<<53, int64(1)<<53+1, int64(3), uint8(1))
	f.Fuzz(func(t *testing.T, method uint8, n uint16, u, v, w int64, who uint8) {
		const limit = 1 << 60
		p := apportion.Problem{Method: apportion.Methods()[method%7], Posts: int64(n)}
		for i, need := range []int64{u, v, w} {
			p.Claimants = append(p.Claimants, apportion.Claimant{Key: fmt.Sprint("c", i), Need: decimal.Decimal(uint64(need) % limit)})
		}
		a, err := apportion.Apportion(p)
		if err != nil {
			return
		}
		i := int(who % 3)
		if need, ok := a.GainThreshold(i); ok {
			if postsWith(p, i, need) <= a.Shares[i].Posts || postsWith(p, i, need-a.Unit()) > a.Shares[i].Posts {
				t.Errorf("%s: gains at %d?", show(p), need)
			}
		}
		if need, ok := a.LoseThreshold(i); ok {
			if postsWith(p, i, need) >= a.Shares[i].Posts || postsWith(p, i, need+a.Unit()) < a.Shares[i].Posts {
				t.Errorf("%s: loses at %d?", show(p), need)
			}
		}
	})
}
