package dataset

import "waymark/domain/programme"

// kinships are the families of synthetic partnerships: no family of real ones was published with what it was made from.
func kinships() []*programme.Family {
	family := func(code, name, description string) *programme.Family {
		return &programme.Family{Meta: synthetic(programme.FamilyPrefix, code), Code: code, Name: name, Description: description}
	}
	return []*programme.Family{
		family("SYN-CAPITAL", "Synthetic family: capital", "Synthetic: partnerships of London."),
		family("SYN-CITY", "Synthetic family: large city", "Synthetic: dealt out to show how similar partnerships are compared."),
		family("SYN-COAST", "Synthetic family: coast", "Synthetic: dealt out to show how similar partnerships are compared."),
		family("SYN-COUNTY", "Synthetic family: county", "Synthetic: dealt out to show how similar partnerships are compared."),
		family("SYN-TOWN", "Synthetic family: town", "Synthetic: dealt out to show how similar partnerships are compared."),
	}
}

// london is the code of the region whose partnerships are a family.
const london = "E12000007"

// families puts each partnership into one family: those of London into their own, the others in turn.
func (d *demo) families() {
	all := kinships()
	d.records.Families = all
	regionOf := map[string]string{}
	for _, a := range d.regions {
		for _, t := range a.districts {
			regionOf[t.district.ID] = a.region.Code
		}
	}
	home := map[string]string{}
	for _, k := range d.records.Links {
		if _, ok := home[k.PartnershipID]; !ok {
			home[k.PartnershipID] = regionOf[k.DistrictID]
		}
	}
	next := 0
	for _, p := range d.records.Partnerships {
		f := all[0]
		if home[p.ID] != london {
			f = all[1+next%(len(all)-1)]
			next++
		}
		d.records.FamilyMembers = append(d.records.FamilyMembers, &programme.FamilyMember{
			Meta: synthetic(programme.FamilyMemberPrefix, f.Code+"/"+p.Code), FamilyID: f.ID, PartnershipID: p.ID, Valid: p.Valid,
		})
	}
}
