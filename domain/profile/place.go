package profile

import (
	"cmp"
	"slices"

	"waymark/domain/decimal"
	"waymark/domain/programme"
)

// parts gives the districts that a region or England is made of, which nest in it; none for other places.
func (p *Profile) parts(place programme.Place) []programme.Place {
	switch x := place.(type) {
	case nil:
		return places(p.graph.Districts(p.day))
	case *programme.Region:
		return places(x.Districts(p.day))
	}
	return nil
}

// Peers gives the places of a kind that exist on the day, by code. England has none.
func (p *Profile) Peers(kind programme.Kind) []programme.Place {
	switch kind {
	case programme.KindRegion:
		return places(p.graph.Regions(p.day))
	case programme.KindDistrict:
		return places(p.graph.Districts(p.day))
	case programme.KindPartnership:
		return places(p.graph.Partnerships(p.day))
	case programme.KindJobcentre:
		return places(p.graph.Jobcentres(p.day))
	}
	return nil
}

// region gives the region that a place lies in; a partnership that lies in several, the one in which most of it does. nil for England and
// for what lies in none.
func (p *Profile) region(place programme.Place) *programme.Region {
	switch x := place.(type) {
	case *programme.District:
		return x.Region
	case *programme.Partnership:
		shares := make(map[*programme.Region]decimal.Decimal)
		var all []*programme.Region
		for _, k := range x.Links(p.day) {
			if _, ok := shares[k.District.Region]; !ok {
				all = append(all, k.District.Region)
			}
			shares[k.District.Region] += k.Share
		}
		if len(all) == 0 {
			return nil
		}
		return slices.MinFunc(all, func(a, b *programme.Region) int {
			return cmp.Or(cmp.Compare(shares[b], shares[a]), cmp.Compare(a.Code, b.Code))
		})
	}
	return nil
}

// like gives the other members of a partnership's family, by code, and the family; none when it has no family.
func (p *Profile) like(place programme.Place) ([]programme.Place, *programme.Family) {
	x, ok := place.(*programme.Partnership)
	if !ok {
		return nil, nil
	}
	family := x.Family(p.day)
	if family == nil {
		return nil, nil
	}
	others := slices.DeleteFunc(slices.Clone(family.Members(p.day)), func(m *programme.Partnership) bool { return m.ID == x.ID })
	return places(others), family
}

func places[T programme.Place](list []T) []programme.Place {
	all := make([]programme.Place, len(list))
	for i, x := range list {
		all[i] = x
	}
	return all
}
