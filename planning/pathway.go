package planning

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/fault"
	"waymark/domain/processmap"
	"waymark/domain/programme"
	"waymark/store"
)

// PathwayCreate records a way between Jobcentres and a service. Outcome.ID is the pathway.
func (s *Service) PathwayCreate(ctx context.Context, in PathwayCreateInput) (Outcome, error) {
	c := call{"pathwayCreate", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		area := w.g.Place(in.Area)
		if area == nil || area.Kind() != programme.KindDistrict && area.Kind() != programme.KindJobcentre {
			w.bad("area", "there is no district or jobcentre with this id")
		} else if err := w.allowed(area); err != nil {
			return Outcome{}, err
		} else {
			w.inside("from", "the pathway", calendar.Open(in.From), area.Name(in.From), area.Period())
		}
		p := &programme.Pathway{Meta: programme.Meta{ID: newID(programme.PathwayPrefix)}, Code: in.Code, Valid: calendar.Open(in.From)}
		w.code("code", in.Code, slug, w.g.Pathway(in.Code) != nil)
		p.Name = w.text("name", in.Name, 1, 200)
		if service := reference[*programme.Service](w, "service", in.Service, "service"); service != nil {
			w.on("from", service.Name, in.From, service.Valid)
		}
		template := w.g.PathwayTemplate(in.Template)
		if template == nil {
			w.bad("template", "there is no template with the code %.64q", in.Template)
		} else {
			p.Direction, p.TemplateID, p.Steps = template.Direction, template.ID, template.Steps
		}
		p.Contact = w.contact(in.Contact)
		if in.Protocol != nil {
			var err error
			if p.ProtocolID, err = w.protocol(ctx, *in.Protocol); err != nil {
				return Outcome{}, err
			}
		}
		p.ProtocolReference, p.Substances, p.Benefits = w.optionalText("protocolReference", in.ProtocolReference, 500), w.substances(in.Substances), w.benefits(in.Benefits)
		if in.Eligibility != nil {
			p.Eligibility = w.prose("eligibility", *in.Eligibility, 0, 2_000)
		}
		p.Languages = w.languages(in.Languages)
		if in.Steps != nil {
			p.Steps = w.steps(in.Steps)
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		p.ServiceID, p.DistrictID, p.JobcentreID = in.Service, programme.RefTo(area).DistrictID, programme.RefTo(area).JobcentreID
		return Outcome{ID: p.ID, On: in.From}, w.insert(ctx, programme.Records{Pathways: []*programme.Pathway{p}})
	})
}

// PathwayUpdate changes a pathway for all its days. Outcome.ID is the pathway.
func (s *Service) PathwayUpdate(ctx context.Context, id string, in PathwayUpdateInput) (Outcome, error) {
	c := call{"pathwayUpdate", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		if _, err := subject[*programme.Pathway](w, id, in.ExpectedVersion); err != nil {
			return Outcome{}, err
		}
		update := w.tx.Pathway.UpdateOneID(id)
		if in.Name != nil {
			update.SetName(w.text("name", *in.Name, 1, 200))
		}
		if in.Contact != nil {
			k := w.contact(*in.Contact)
			update.SetContactRole(k.Role).SetContactName(k.Name).SetContactTelephone(k.Telephone).SetContactEmail(k.Email)
		}
		switch {
		case in.Protocol != nil && *in.Protocol == "":
			update.ClearProtocolID()
		case in.Protocol != nil:
			protocol, err := w.protocol(ctx, *in.Protocol)
			if err != nil {
				return Outcome{}, err
			}
			update.SetProtocolID(protocol)
		}
		if in.ProtocolReference != nil {
			update.SetProtocolReference(w.optionalText("protocolReference", in.ProtocolReference, 500))
		}
		if in.Substances != nil {
			update.SetSubstances(w.substances(in.Substances))
		}
		if in.Benefits != nil {
			update.SetBenefits(w.benefits(in.Benefits))
		}
		if in.Eligibility != nil {
			update.SetEligibility(w.prose("eligibility", *in.Eligibility, 0, 2_000))
		}
		if in.Languages != nil {
			update.SetLanguages(w.languages(in.Languages))
		}
		if in.Steps != nil {
			update.SetSteps(w.steps(in.Steps))
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: id, On: s.today()}, update.Exec(ctx)
	})
}

// PathwayEnd ends a pathway. Outcome.ID is the pathway.
func (s *Service) PathwayEnd(ctx context.Context, id string, in PathwayEndInput) (Outcome, error) {
	c := call{"pathwayEnd", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		p, err := subject[*programme.Pathway](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		if err := w.ending("the pathway", p.Valid, in.On); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: id, On: in.On}, w.tx.Pathway.UpdateOneID(id).SetValidTo(in.On).Exec(ctx)
	})
}

// endPathways ends those of some that people go on a day.
func (w *work) endPathways(ctx context.Context, all []*programme.Pathway, on calendar.Date) error {
	for _, p := range all {
		if programme.LivesOn(p.Valid, on) {
			if err := w.tx.Pathway.UpdateOneID(p.ID).SetValidTo(on).Exec(ctx); err != nil {
				return fmt.Errorf("end pathway: %w", err)
			}
		}
	}
	return nil
}

// ending checks the end of something that has none yet, or one later than that.
func (w *work) ending(what string, valid calendar.Period, on calendar.Date) error {
	switch {
	case !on.After(valid.From):
		w.bad("on", "the end, %s, is not after the start, %s", on, valid.From)
	case valid.To != nil && !on.Before(*valid.To):
		return fault.New(fault.IllegalTransition, "", "%s ended on %s already", what, valid.To)
	}
	return w.refused()
}

func (w *work) contact(in PathwayContactInput) programme.Contact {
	return programme.Contact{Role: w.text("contact.role", in.Role, 1, 200), Name: w.optionalText("contact.name", in.Name, 200),
		Telephone: w.optionalText("contact.telephone", in.Telephone, 40), Email: w.optionalText("contact.email", in.Email, 254)}
}

// protocol finds the agreement that is to be a protocol, among those that the viewer may see.
func (w *work) protocol(ctx context.Context, id string) (string, error) {
	found, err := w.tx.Agreements(w.reading(ctx), store.AgreementFilter{IDs: []string{id}})
	if err == nil && len(found) == 0 {
		w.bad("protocol", "there is no agreement with this id")
	}
	return id, err
}

func (w *work) substances(in []programme.Substance) []programme.Substance {
	return distinct(w, "substances", in)
}

func (w *work) benefits(in []programme.Benefit) []programme.Benefit {
	return distinct(w, "benefits", in)
}

// distinct notes what is named twice in a list.
func distinct[T ~string](w *work, field string, in []T) []T {
	for i, x := range in {
		if slices.Contains(in[:i], x) {
			w.bad(fmt.Sprintf("%s.%d", field, i), "%.64s is named twice", x)
		}
	}
	return in
}

var language = regexp.MustCompile(`^[a-z]{2}$`)

// languages checks codes of languages.
func (w *work) languages(in []string) []string {
	for i, code := range in {
		if !language.MatchString(code) || code == "en" {
			w.bad(fmt.Sprintf("languages.%d", i), "it is a code of ISO 639-1 in two small letters, and not that of English")
		}
	}
	return distinct(w, "languages", in)
}

// steps checks a process map.
func (w *work) steps(in []*PathwayStepInput) []processmap.Step {
	steps := make([]processmap.Step, len(in))
	for i, s := range in {
		steps[i] = processmap.Step{Key: s.Key, Kind: s.Kind, Text: strings.TrimSpace(s.Text), Forms: s.Forms}
		if s.Actor != nil {
			steps[i].Actor = strings.TrimSpace(*s.Actor)
		}
		for _, next := range s.Next {
			way := processmap.Way{Step: next.Step}
			if next.When != nil {
				way.When = strings.TrimSpace(*next.When)
			}
			steps[i].Next = append(steps[i].Next, way)
		}
	}
	w.faults = append(w.faults, processmap.Check("input.steps", steps, func(code string) bool { return w.g.ReferralCode(code) != nil })...)
	return steps
}
