import * as v from 'valibot';
import {
	countOrNone,
	email,
	id,
	ids,
	line,
	lines,
	neededKana,
	neededLine,
	oneOf,
	phone,
	postalCode,
	webAddress,
} from '../kernel/fields.ts';
import type { MessageKey } from '../kernel/refusal.ts';
import {
	actorGroups,
	continuities,
	organisationKinds,
	publicities,
	type GuardedField,
} from './rules.ts';

const corporateNumber = v.pipe(
	line(20),
	v.transform((text) => text.normalize('NFKC').replace(/[-\s]/g, '')),
	v.check(
		(text) => text === '' || /^\d{13}$/.test(text),
		'organisations_corporate_number_wrong' satisfies MessageKey,
	),
	v.transform((text) => text || null),
);

/** 領域 typed as words between 、 or commas. */
const words = v.pipe(
	line(500),
	v.transform((text) => [...new Set(text.split(/[、,，・\s]+/).filter(Boolean))].slice(0, 30)),
);

const publicity = oneOf(publicities, 'field_choice_unknown', 'office');
const publicityFields = v.object({
	publicity_representativeName: publicity,
	publicity_contactName: publicity,
	publicity_address: publicity,
	publicity_telephone: publicity,
	publicity_fax: publicity,
	publicity_email: publicity,
	publicity_url: publicity,
	publicity_memberCount: publicity,
	publicity_ownIssues: publicity,
	publicity_stance: publicity,
} satisfies Record<`publicity_${GuardedField}`, typeof publicity>);

/** What an organisation says about itself; shared by the form, the import and the staff. */
export const OrganisationForm = v.object({
	name: neededLine(200, 'organisations_name_missing'),
	nameKana: neededKana(200, 'organisations_kana_missing'),
	nameEnglish: line(200),
	kind: oneOf(organisationKinds, 'organisations_kind_missing'),
	legalForm: line(60),
	actorGroup: oneOf(actorGroups, 'organisations_group_missing'),
	corporateNumber,
	representativeTitle: line(60),
	representativeName: line(100),
	contactSection: line(100),
	contactName: line(100),
	postalCode,
	address: line(300),
	telephone: phone,
	fax: phone,
	email,
	url: webAddress,
	founded: line(60),
	memberCount: countOrNone(1_000_000),
	activity: lines(2_000),
	reason: lines(2_000),
	audience: lines(1_000),
	strengths: lines(1_000),
	offers: lines(1_000),
	needs: lines(1_000),
	ownIssues: lines(2_000),
	stance: lines(1_000),
	fields: words,
	continuity: oneOf(continuities, 'field_choice_unknown', 'continuing'),
	areas: ids(60),
	...publicityFields.entries,
});
export type OrganisationInput = v.InferOutput<typeof OrganisationForm>;

export const OrganisationEdit = v.object({ id, ...OrganisationForm.entries });
export const OrganisationId = v.object({ id });
