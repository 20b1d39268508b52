package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"waymark/domain/agreement"
	"waymark/domain/calendar"
	"waymark/ent"
	entagreement "waymark/ent/agreement"
)

// AgreementFilter says which agreements. What is empty is no condition.
type AgreementFilter struct {
	Partnership, District string // ids
	IDs                   []string
}

// agreementHeads are the columns of an agreement but for those that say what is agreed, which may be long.
var agreementHeads = []string{entagreement.FieldID, entagreement.FieldVersion, entagreement.FieldCreatedAt, entagreement.FieldUpdatedAt, entagreement.FieldSynthetic,
	entagreement.FieldPartnershipID, entagreement.FieldDistrictID, entagreement.FieldKind, entagreement.FieldTemplateID, entagreement.FieldSeries, entagreement.FieldEdition,
	entagreement.FieldState, entagreement.FieldUnpublished, entagreement.FieldSteps, entagreement.FieldChanged, entagreement.FieldWriters, entagreement.FieldCarriedFrom,
	entagreement.FieldValidFrom, entagreement.FieldValidTo, entagreement.FieldReviewOn, entagreement.FieldReviews, entagreement.FieldTitle}

// Agreements gives the agreements that the rights of the context show, without their parties, what they share and their terms, in no
// order. It is one statement.
func (s *Store) Agreements(ctx context.Context, f AgreementFilter) ([]*agreement.Agreement, error) {
	found, err := agreements(ctx, s.client, f)
	return found, translate(err)
}

// Agreements gives those of the transaction.
func (tx *Tx) Agreements(ctx context.Context, f AgreementFilter) ([]*agreement.Agreement, error) {
	return agreements(ctx, tx.Client(), f)
}

func agreements(ctx context.Context, c *ent.Client, f AgreementFilter) ([]*agreement.Agreement, error) {
	q := c.Agreement.Query()
	if f.Partnership != "" {
		q.Where(entagreement.PartnershipID(f.Partnership))
	}
	if f.District != "" {
		q.Where(entagreement.DistrictID(f.District))
	}
	if f.IDs != nil {
		q.Where(entagreement.IDIn(f.IDs...))
	}
	rows, err := q.Select(agreementHeads...).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read agreements: %w", err)
	}
	found := make([]*agreement.Agreement, len(rows))
	for i, row := range rows {
		found[i] = agreementOf(row)
	}
	return found, nil
}

// Agreement gives an agreement with all that it says, as far as the rights of the context show it, or nil. With a moment it is as it had been
// recorded by then. It is one statement, and two more with a moment; none for an id of another kind.
func (s *Store) Agreement(ctx context.Context, id string, moment *time.Time) (a *agreement.Agreement, err error) {
	if !strings.HasPrefix(id, agreement.Prefix+"_") {
		return nil, nil
	}
	err = s.reading(ctx, func(ctx context.Context, c *ent.Client) error {
		var back rewind
		if moment != nil {
			if back, err = rewindAbout(reader(ctx), c, id, *moment); err != nil {
				return err
			}
		}
		a, err = readAgreement(ctx, c, id, back)
		return err
	})
	return a, err
}

// ReadAgreement gives an agreement as the transaction sees it, or nil.
func (tx *Tx) ReadAgreement(ctx context.Context, id string) (*agreement.Agreement, error) {
	return readAgreement(ctx, tx.Client(), id, rewind{})
}

func readAgreement(ctx context.Context, c *ent.Client, id string, back rewind) (*agreement.Agreement, error) {
	found, err := documentRows(ctx, back, ent.TypeAgreement, c.Agreement.Query().Where(entagreement.ID(id)).All, agreementOf)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return found[0], nil
}

// InsertAgreements writes new agreements in few statements. The records' versions and times are the store's to stamp.
func (tx *Tx) InsertAgreements(ctx context.Context, agreements ...*agreement.Agreement) error {
	c := tx.Client()
	err := insert(ctx, agreements, func(x *agreement.Agreement) *ent.AgreementCreate {
		return c.Agreement.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetPartnershipID(x.PartnershipID).SetDistrictID(x.DistrictID).SetKind(x.Kind).
			SetTemplateID(x.TemplateID).SetSeries(x.Series).SetEdition(x.Edition).SetState(x.State).SetUnpublished(x.Unpublished).SetSteps(x.Steps).
			SetChanged(x.Changed).SetWriters(x.Writers).SetCarriedFrom(x.CarriedFrom).SetValidFrom(x.Valid.From).SetNillableValidTo(x.Valid.To).
			SetNillableReviewOn(x.ReviewOn).SetReviews(x.Reviews).SetTitle(x.Title).SetParties(x.Parties).SetShared(x.Shared).
			SetConsentForm(x.ConsentForm).SetLegalBasis(x.LegalBasis).SetTerms(x.Terms)
	}, c.Agreement.CreateBulk)
	if err != nil {
		return fmt.Errorf("insert agreements: %w", err)
	}
	return nil
}

func agreementOf(x *ent.Agreement) *agreement.Agreement {
	return &agreement.Agreement{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), PartnershipID: x.PartnershipID, DistrictID: x.DistrictID,
		Kind: x.Kind, TemplateID: x.TemplateID, Series: x.Series, Edition: x.Edition, State: x.State, Unpublished: x.Unpublished, Steps: x.Steps,
		Changed: x.Changed, Writers: x.Writers, CarriedFrom: x.CarriedFrom, Valid: calendar.Period{From: x.ValidFrom, To: x.ValidTo}, ReviewOn: x.ReviewOn,
		Reviews: x.Reviews, Content: agreement.Content{Title: x.Title, Parties: x.Parties, Shared: x.Shared, ConsentForm: x.ConsentForm,
			LegalBasis: x.LegalBasis, Terms: x.Terms}}
}
