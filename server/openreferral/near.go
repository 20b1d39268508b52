package openreferral

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"waymark/domain/fault"
	"waymark/domain/programme"
)

// near keeps what lies in a postcode, or within a distance of it, the nearest first. There is no gazetteer: where a postcode lies is worked out from
// the sites of the directory in it, or else in its first part. Without any it is INVALID.
func (d *directory) near(q query, all []*programme.ServiceSite) ([]*programme.ServiceSite, error) {
	if q.postcode == "" {
		return all, nil
	}
	if q.proximity == nil {
		return slices.DeleteFunc(all, func(x *programme.ServiceSite) bool { return !in(q.postcode, x.Site) }), nil
	}
	middle, err := d.middle(q.postcode)
	if err != nil {
		return nil, err
	}
	away := map[*programme.ServiceSite]float64{}
	for _, x := range all {
		if x.Site.Position != nil {
			away[x] = metres(middle, *x.Site.Position)
		}
	}
	all = slices.DeleteFunc(all, func(x *programme.ServiceSite) bool {
		m, known := away[x]
		return !known || m > *q.proximity
	})
	slices.SortStableFunc(all, func(a, b *programme.ServiceSite) int { return cmp.Compare(away[a], away[b]) })
	return all, nil
}

// compact gives a postcode without spaces, in capitals.
func compact(postcode string) string {
	return strings.ToUpper(strings.ReplaceAll(postcode, " ", ""))
}

// inward is how many characters the second part of a postcode has.
const inward = 3

// outward gives the first part of a postcode, or all of what is no more than that.
func outward(postcode string) string {
	if n := len(postcode); n > inward+1 && postcode[n-inward] <= '9' && postcode[n-1] > '9' && postcode[n-2] > '9' {
		return postcode[:n-inward]
	}
	return postcode
}

// in tells whether a site lies in a postcode, or in all those of a first part.
func in(postcode string, s *programme.Site) bool {
	at := compact(s.Postcode)
	return at == postcode || outward(at) == postcode
}

// middle gives the mean of the positions of the sites in a postcode that anybody may know.
func (d *directory) middle(postcode string) (programme.Position, error) {
	for _, part := range []string{postcode, outward(postcode)} {
		var sum programme.Position
		n := 0.0
		for _, s := range d.graph.Sites(d.day) {
			if s.Position != nil && d.rights.Sees(s) && in(part, s) {
				sum.Latitude += s.Position.Latitude
				sum.Longitude += s.Position.Longitude
				n++
			}
		}
		if n > 0 {
			return programme.Position{Latitude: sum.Latitude / n, Longitude: sum.Longitude / n}, nil
		}
	}
	return programme.Position{}, fault.New(fault.Invalid, "postcode", "where it lies is not known: no site of the directory is in it, nor in its first part")
}

// metres gives the distance between two points on a sphere of the Earth's mean radius.
func metres(a, b programme.Position) float64 {
	const radius = 6_371_009
	rad := func(degrees float64) float64 { return degrees * math.Pi / 180 }
	sin := func(degrees float64) float64 { return math.Sin(rad(degrees) / 2) }
	x, y := sin(b.Latitude-a.Latitude), sin(b.Longitude-a.Longitude)
	return 2 * radius * math.Asin(math.Min(1, math.Sqrt(x*x+math.Cos(rad(a.Latitude))*math.Cos(rad(b.Latitude))*y*y)))
}
