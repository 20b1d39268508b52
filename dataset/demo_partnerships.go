package dataset

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/programme"
)

// partnershipCount is how many drug partnerships England had.
const partnershipCount = 149

// stake is a share of a partnership in a district.
type stake struct {
	in    *territory
	share decimal.Decimal
}

// borders are pairs of neighbouring regions; the last partnership of the first one reaches into the other.
func borders() map[string]string {
	return map[string]string{
		"E12000001": "E12000003", "E12000002": "E12000004", "E12000003": "E12000004", "E12000004": "E12000005",
		"E12000005": "E12000009", "E12000006": "E12000007", "E12000007": "E12000008", "E12000008": "E12000009",
	}
}

// partnerships founds them and links each to one district or several, a few of which lie in another region. A few
// change their links on 1 April 2010.
func (d *demo) partnerships() {
	r, homes, number := random(subjectLinks), d.deal(), 0
	for _, a := range d.regions {
		var founded []*territory
		for _, t := range a.districts {
			founded = append(founded, slices.Repeat([]*territory{t}, homes[t])...)
		}
		for i, t := range founded {
			number++
			p := d.partnership(number, a)
			stakes := share(r, t, a.districts)
			if beyond := d.beyond(a); beyond != nil && i == len(founded)-1 {
				stakes = []stake{{t, decimal.MustParse("0.7")}, {beyond, decimal.MustParse("0.3")}}
			}
			d.linkOverTime(r, p, t, stakes, number%25 == 0)
		}
	}
}

// deal gives how many partnerships have most of their area in each district: three and one more for each post beyond the
// first, then one more from the first district on, until all are dealt.
func (d *demo) deal() map[*territory]int {
	dealt, most := make(map[*territory]int), 0
	for _, a := range d.regions {
		for _, t := range a.districts {
			most = max(most, 2+len(t.posts))
		}
	}
	for n, round := 0, 1; n < partnershipCount; round++ {
		for _, a := range d.regions {
			for _, t := range a.districts {
				if n < partnershipCount && (round <= 2+len(t.posts) || round > most) {
					dealt[t]++
					n++
				}
			}
		}
	}
	return dealt
}

// beyond gives a district on the other side of a region's border, or nil.
func (d *demo) beyond(a *area) *territory {
	code := borders()[a.region.Code]
	for _, x := range d.regions {
		if x.region.Code == code {
			return x.districts[0]
		}
	}
	return nil
}

func (d *demo) partnership(number int, a *area) *programme.Partnership {
	code := fmt.Sprintf("SYN-P%03d", number)
	p := &programme.Partnership{
		Meta: synthetic(programme.PartnershipPrefix, code), Code: code, Valid: calendar.Open(placesFrom()),
	}
	d.records.Partnerships = append(d.records.Partnerships, p)
	d.name(p, fmt.Sprintf("Synthetic Partnership %03d (%s)", number, a.name))
	return p
}

// share divides a partnership: two in three lie in one district, the others in two or three of the region.
func share(r *rand.Rand, home *territory, all []*territory) []stake {
	splits := [][]string{
		{"0.6", "0.4"}, {"0.5", "0.5"}, {"0.75", "0.25"}, {"0.85", "0.15"}, {"0.9", "0.1"},
		{"0.333334", "0.333333", "0.333333"}, {"0.5", "0.3", "0.2"},
	}
	split := splits[r.IntN(len(splits))]
	if r.IntN(3) > 0 || len(split) > len(all) {
		split = []string{"1"}
	}
	stakes := []stake{{home, decimal.MustParse(split[0])}}
	for _, part := range split[1:] {
		next := home
		for taken(stakes, next) {
			next = all[r.IntN(len(all))]
		}
		stakes = append(stakes, stake{next, decimal.MustParse(part)})
	}
	return stakes
}

func taken(stakes []stake, t *territory) bool {
	return slices.ContainsFunc(stakes, func(s stake) bool { return s.in == t })
}

// linkOverTime records the links; of a partnership that changes, the old ones end where the new ones start.
func (d *demo) linkOverTime(r *rand.Rand, p *programme.Partnership, home *territory, stakes []stake, changes bool) {
	valid := p.Valid
	if all := home.region.districts; changes && len(all) > 1 {
		on := calendar.New(2010, 4, 1)
		d.link(p, stakes, calendar.Between(valid.From, on))
		stakes = []stake{{home, decimal.MustParse("0.55")}, {other(r, all, home), decimal.MustParse("0.45")}}
		valid = calendar.Open(on)
	}
	d.link(p, stakes, valid)
}

func (d *demo) link(p *programme.Partnership, stakes []stake, valid calendar.Period) {
	for _, s := range stakes {
		d.records.Links = append(d.records.Links, &programme.Link{
			Meta:          synthetic(programme.LinkPrefix, p.Code+"/"+s.in.district.Code+"/"+valid.From.String()),
			PartnershipID: p.ID, DistrictID: s.in.district.ID, Share: s.share, Valid: valid,
		})
	}
}
