package disclosure_test

import (
	"testing"

	"waymark/domain/disclosure"
)

// TestALateReturnIsNotTheDifference publishes a district before and after its last office has handed in. The difference of the two totals
// is that office's count, which is small: the second release may not show it.
func TestALateReturnIsNotTheDifference(t *testing.T) {
	p := profile(t, "NDTMS-2009")
	const before, late, other = 40, 3, 25 // offices: one of 40 at first, then one of 3 as well
	s := &disclosure.System{}
	office := s.Add("office", before)
	first := s.Add("district, first", before)
	s.Sums = append(s.Sums, disclosure.Sum{Total: first, Parts: []int{office}})
	for i, v := range s.Values {
		s.Earlier[i] = &disclosure.Told{Cell: p.Show(v)}
	}
	small := s.Add("late office", late)
	district := s.Add("district", before+late)
	s.Sums = append(s.Sums, disclosure.Sum{Total: district, Parts: []int{office, small}})
	beside := s.Add("another district", other)
	region := s.Add("region", before+late+other)
	s.Sums = append(s.Sums, disclosure.Sum{Total: region, Parts: []int{district, beside}})

	if n := found(t, s, p, s.Primary(p)); n != 1 {
		t.Fatalf("the attacker finds %d of 1 number when the releases are not guarded together", n)
	}
	done, err := s.Protect(p)
	if err != nil {
		t.Fatal(err)
	}
	if n := found(t, s, p, done.Hidden); n != 0 {
		t.Errorf("the attacker finds %d numbers in the two releases together", n)
	}
	if !done.Hidden[district] || done.Hidden[office] || done.Hidden[first] {
		t.Errorf("hidden: %v", done.Hidden)
	}
}

// TestWhatIsOutIsOut asks to hide a number that an earlier release and its parts have given away already: it is refused, not pretended.
func TestWhatIsOutIsOut(t *testing.T) {
	p := profile(t, "NDTMS-2009")
	s := &disclosure.System{}
	small, big := s.Add("small", 2), s.Add("big", 30)
	total := s.Add("total", 32)
	s.Sums = []disclosure.Sum{{Total: total, Parts: []int{small, big}}}
	s.Earlier[total], s.Earlier[big] = &disclosure.Told{Cell: p.Show(32)}, &disclosure.Told{Cell: p.Show(30)}
	if _, err := s.Protect(p); err == nil {
		t.Error("what is out is hidden")
	}
}

// TestImpossibleNumbersHideNothing has a row with a number that everybody knows to be 0: it cannot stand in for the hidden one.
func TestImpossibleNumbersHideNothing(t *testing.T) {
	p := profile(t, "NDTMS-2009")
	s := table([][]int64{{3, 0, 30}, {0, 0, 12}, {15, 0, 17}})
	for _, name := range []string{"0.1", "1.1", "2.1", "-1.1"} {
		i, ok := s.Find(name)
		if !ok {
			t.Fatal(name)
		}
		s.Impossible[i] = true
	}
	done, err := s.Protect(p)
	if err != nil {
		t.Fatal(err)
	}
	for i, h := range done.Hidden {
		if h && s.Impossible[i] {
			t.Errorf("number %d cannot be and is hidden", i)
		}
	}
	if n := found(t, s, p, done.Hidden); n != 0 {
		t.Errorf("the attacker finds %d numbers", n)
	}
}
